// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <future>
#include <thread>

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::size_t MappedSize = 1;

int openToWrite(const Words &words)
{
    return ::open(wordAt(words, 0).c_str(), O_RDWR | O_CREAT, 0666);
}

int openAndLock(const Words &words)
{
    const int fd = openToWrite(words);
    if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

bool mapAndClose(int fd)
{
    void *const memory = ::mmap(nullptr, MappedSize, PROT_READ, MAP_SHARED, fd, 0);
    ::close(fd);
    return memory != MAP_FAILED;
}

/// PATH [read|write]: keeps it open.
std::string openFile(const Words &words)
{
    const bool reads = wordAt(words, 1, "write") == "read";
    const int fd = reads ? ::open(wordAt(words, 0).c_str(), O_RDONLY) : openToWrite(words);
    return fd < 0 ? failed("open") : std::to_string(fd);
}

std::string mapFile(const Words &words)
{
    const int fd = openToWrite(words);
    return fd >= 0 && mapAndClose(fd) ? "mapped" : failed("mmap");
}

/// The lock stays with the mapping when the descriptor is closed.
std::string flockByMapping(const Words &words)
{
    const int fd = openAndLock(words);
    return fd >= 0 && mapAndClose(fd) ? "held" : failed("flock");
}

/// By a thread that has its own descriptor table. Answers its thread ID.
std::string openByThread(const Words &words, int (*openIt)(const Words &))
{
    std::promise<std::string> answer;
    auto known = answer.get_future();
    std::thread([&words, &answer, openIt] {
        if (::unshare(CLONE_FILES) != 0 || openIt(words) < 0)
            answer.set_value(failed("open"));
        else
            answer.set_value(std::to_string(::gettid()));
        for (;;)
            ::pause();
    }).detach();
    return known.get();
}

/// The only descriptor is in flight in a socket that has not been read yet.
std::string flockInFlight(const Words &words)
{
    int ends[2] = {-1, -1};
    const int fd = openAndLock(words);
    if (fd < 0 || ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return failed("socketpair");
    char byte = 'x';
    iovec data = {&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof fd)] = {};
    msghdr message = {};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr *const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    *reinterpret_cast<int *>(CMSG_DATA(header)) = fd;
    if (::sendmsg(ends[0], &message, 0) != 1)
        return failed("sendmsg");
    ::close(fd);
    return "held";
}

} // namespace

void addOpenRoles(Roles &roles)
{
    roles.add("open", openFile);
    roles.add("map", mapFile);
    roles.add("flock-mapping", flockByMapping);
    roles.add("open-thread", [](const Words &words) { return openByThread(words, openToWrite); });
    roles.add("flock-thread", [](const Words &words) { return openByThread(words, openAndLock); });
    roles.add("flock-in-flight", flockInFlight);
}
