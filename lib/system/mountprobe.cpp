// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/mountprobe.h"

#include "system/filedescriptor.h"
#include "system/procroot.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// Children that did not respond, to be reaped when they have exited. Never destroyed: other threads may still probe.
struct LeftBehind
{
    std::mutex mutex;
    std::vector<pid_t> pids;

    static LeftBehind &instance()
    {
        static auto *const all = new LeftBehind;
        return *all;
    }
    void reap()
    {
        const std::lock_guard guard(mutex);
        std::erase_if(pids, [](pid_t pid) { return ::waitpid(pid, nullptr, __WALL | WNOHANG) != 0; });
    }
    void add(pid_t pid)
    {
        const std::lock_guard guard(mutex);
        pids.push_back(pid);
    }
};

/// Opening a file under a lease asks its holder to release it.
bool hasLeases()
{
    constexpr std::size_t LargestTable = 64 * 1024 * 1024;
    const auto table = ProcRoot().read("locks", LargestTable);
    return !table || table->find(" LEASE ") != std::string::npos;
}

/// In the child of a process that may have threads: only system calls are permitted.
[[noreturn]] void probe(const char *path, const char *directory, bool mayOpen, int end)
{
    if (end > 0)
        ::close_range(0, static_cast<unsigned>(end) - 1, 0);
    ::close_range(static_cast<unsigned>(end) + 1, ~0U, 0);
    struct statx status = {};
    const int name = ::openat(AT_FDCWD, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    const bool isThere = name >= 0 && ::statx(name, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &status) == 0;
    if (isThere && mayOpen && S_ISREG(status.stx_mode) && status.stx_size != 0) {
        char byte = 0;
        const int file = ::openat(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_NOATIME);
        [[maybe_unused]] const auto got = file >= 0 ? ::pread(file, &byte, 1, 0) : 0;
    }
    for (const char *each : {isThere && S_ISDIR(status.stx_mode) ? path : directory, directory}) {
        const int fd = ::openat(AT_FDCWD, each, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
        std::array<char, 4096> entries{};
        if (fd >= 0)
            ::syscall(SYS_getdents64, fd, entries.data(), entries.size());
    }
    ::_exit(0);
}

/// Counted in short waits, each at most once: time during which this process was stopped does not count.
bool waitForEnd(int fd, std::chrono::nanoseconds limit, const std::stop_token &stop)
{
    constexpr int Waits = 50;
    const auto each = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(limit).count() / Waits);
    for (int wait = 0; wait < Waits && !stop.stop_requested(); ++wait) {
        struct pollfd end = {fd, POLLIN, 0};
        if (::poll(&end, 1, each) > 0)
            return true;
    }
    return false;
}

} // namespace

bool answersProbe(const std::filesystem::path &path, std::chrono::nanoseconds limit, const std::stop_token &stop)
{
    LeftBehind::instance().reap();
    const auto directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const bool mayOpen = !hasLeases();
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return true; // then the inspection itself reports the error
    const FileDescriptor reading(ends[0]);
    FileDescriptor writing(ends[1]);
    // fork(), but without SIGCHLD, which the program that uses this library would not expect.
    const auto child = static_cast<pid_t>(::syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr));
    if (child == 0)
        probe(path.c_str(), directory.c_str(), mayOpen, writing.get());
    writing.reset();
    if (child < 0)
        return true;
    // Its exit closes the pipe.
    if (!waitForEnd(reading.get(), limit, stop)) {
        ::kill(child, SIGKILL);
        LeftBehind::instance().add(child);
        return false;
    }
    while (::waitpid(child, nullptr, __WALL) < 0 && errno == EINTR) {
    }
    return true;
}

} // namespace Lockscope
