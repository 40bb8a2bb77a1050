// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

struct Taken
{
    int fd = -1;
    int unlockCommand = 0; ///< of fcntl; 0 for flock
};

/// By path. Descriptors are inherited on purpose: much software does not set close-on-exec, and its locks are tested
/// too.
std::multimap<std::string, Taken> &taken()
{
    static std::multimap<std::string, Taken> all;
    return all;
}

/// A directory can also be locked, but not opened for writing.
int openFile(const std::string &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
        return ::open(path.c_str(), O_RDONLY | O_DIRECTORY);
    return ::open(path.c_str(), O_RDWR | O_CREAT, 0666);
}

struct Request
{
    std::string path;
    bool shared = false;
    long long start = 0;
    long long length = 0;
};

/// PATH [shared] [START LENGTH]
Request parse(const Words &words)
{
    const bool shared = wordAt(words, 1) == "shared";
    const std::size_t range = shared ? 2 : 1;
    return {wordAt(words, 0), shared, numberAt(words, range), numberAt(words, range + 1)};
}

int callFcntl(int fd, int command, const Request &request)
{
    struct flock range = {};
    range.l_type = request.shared ? F_RDLCK : F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = request.start;
    range.l_len = request.length;
    return ::fcntl(fd, command, &range);
}

bool isHeldByOther()
{
    return errno == EWOULDBLOCK || errno == EACCES;
}

/// Tries once. With `wait`, reports that it must wait, and then waits.
template <typename Lock>
std::string take(const Words &words, const std::string &call, int unlockCommand, bool wait, Lock lock)
{
    const auto request = parse(words);
    const int fd = openFile(request.path);
    if (fd < 0)
        return failed("open");
    if (lock(fd, request, false) == 0) {
        taken().emplace(request.path, Taken{fd, unlockCommand});
        return wait ? "acquired" : "held";
    }
    if (!isHeldByOther())
        return failed(call);
    if (!wait) {
        ::close(fd);
        return "busy";
    }
    say("waiting");
    if (lock(fd, request, true) != 0)
        return failed(call);
    taken().emplace(request.path, Taken{fd, unlockCommand});
    return "acquired";
}

std::string takeFlock(const Words &words, bool wait)
{
    return take(words, "flock", 0, wait, [](int fd, const Request &request, bool block) {
        return ::flock(fd, (request.shared ? LOCK_SH : LOCK_EX) | (block ? 0 : LOCK_NB));
    });
}

std::string takePosix(const Words &words, bool wait)
{
    return take(words, "fcntl", F_SETLK, wait, [](int fd, const Request &request, bool block) {
        return callFcntl(fd, block ? F_SETLKW : F_SETLK, request);
    });
}

std::string takeOfd(const Words &words, bool wait)
{
    return take(words, "fcntl", F_OFD_SETLK, wait, [](int fd, const Request &request, bool block) {
        return callFcntl(fd, block ? F_OFD_SETLKW : F_OFD_SETLK, request);
    });
}

/// PATH [read|write]
std::string takeLease(const Words &words)
{
    const bool write = wordAt(words, 1, "write") == "write";
    // A lease is granted only on the sole open description, so the file must exist before.
    const int fd = ::open(wordAt(words, 0).c_str(), write ? O_RDWR : O_RDONLY);
    if (fd < 0)
        return failed("open");
    if (::fcntl(fd, F_SETLEASE, write ? F_WRLCK : F_RDLCK) != 0)
        return failed("fcntl");
    taken().emplace(wordAt(words, 0), Taken{fd, 0});
    return "held";
}

std::string unlock(const Words &words)
{
    const auto found = taken().find(wordAt(words, 0));
    if (found == taken().end())
        return "not held";
    const auto [fd, command] = found->second;
    struct flock range = {};
    range.l_type = F_UNLCK;
    range.l_whence = SEEK_SET;
    const int result = command ? ::fcntl(fd, command, &range) : ::flock(fd, LOCK_UN);
    return result == 0 ? "unlocked" : failed("unlock");
}

std::string closeFile(const Words &words)
{
    const auto found = taken().find(wordAt(words, 0));
    if (found == taken().end())
        return "not open";
    ::close(found->second.fd);
    taken().erase(found);
    return "closed";
}

/// Closing any descriptor of a file releases the process's POSIX locks on it.
std::string reopenAndClose(const Words &words)
{
    const int fd = ::open(wordAt(words, 0).c_str(), O_RDONLY);
    if (fd < 0)
        return failed("open");
    ::close(fd);
    return "closed";
}

/// PATH [COUNT]: duplicates the descriptor that holds the lock.
std::string duplicate(const Words &words)
{
    const auto found = taken().find(wordAt(words, 0));
    if (found == taken().end())
        return "not open";
    for (auto count = numberAt(words, 1, 1); count > 0; --count)
        if (::dup(found->second.fd) < 0)
            return failed("dup");
    return "duplicated";
}

} // namespace

void addKernelRoles(Roles &roles)
{
    roles.add("flock", [](const Words &words) { return takeFlock(words, false); });
    roles.add("wait-flock", [](const Words &words) { return takeFlock(words, true); });
    roles.add("posix", [](const Words &words) { return takePosix(words, false); });
    roles.add("wait-posix", [](const Words &words) { return takePosix(words, true); });
    roles.add("ofd", [](const Words &words) { return takeOfd(words, false); });
    roles.add("wait-ofd", [](const Words &words) { return takeOfd(words, true); });
    roles.add("lease", takeLease);
    roles.add("unlock", unlock);
    roles.add("close", closeFile);
    roles.add("reopen-close", reopenAndClose);
    roles.add("dup", duplicate);
}
