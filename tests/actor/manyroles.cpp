// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

/// More descriptors than are allowed by default: only a privileged process may raise the hard limit.
bool allowDescriptors(long long count)
{
    constexpr long long Others = 64;
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const auto wanted = static_cast<rlim_t>(count + Others);
    if (limit.rlim_cur >= wanted)
        return true;
    limit.rlim_cur = wanted;
    limit.rlim_max = std::max(limit.rlim_max, wanted);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

/// DIRECTORY COUNT: this many files, each with a flock.
std::string manyFlocks(const Words &words)
{
    const auto count = numberAt(words, 1);
    if (!allowDescriptors(count))
        return failed("setrlimit");
    for (long long i = 0; i < count; ++i) {
        const int fd = ::open((wordAt(words, 0) + '/' + std::to_string(i)).c_str(), O_RDWR | O_CREAT, 0666);
        if (fd < 0)
            return failed("open");
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0)
            return failed("flock");
    }
    return "held";
}

/// PATH COUNT: this many POSIX locks on one file, on every second byte so that the kernel does not merge them.
std::string manyPosix(const Words &words)
{
    const int fd = ::open(wordAt(words, 0).c_str(), O_RDWR | O_CREAT, 0666);
    if (fd < 0)
        return failed("open");
    for (long long i = 0; i < numberAt(words, 1); ++i) {
        struct flock range = {};
        range.l_type = F_WRLCK;
        range.l_whence = SEEK_SET;
        range.l_start = 2 * i;
        range.l_len = 1;
        if (::fcntl(fd, F_SETLK, &range) != 0)
            return failed("fcntl");
    }
    return "held";
}

/// PATH COUNT: this many separate descriptors of one file, each with a shared flock.
std::string manyReaders(const Words &words)
{
    const auto count = numberAt(words, 1);
    if (!allowDescriptors(count))
        return failed("setrlimit");
    for (long long i = 0; i < count; ++i) {
        const int fd = ::open(wordAt(words, 0).c_str(), O_RDWR | O_CREAT, 0666);
        if (fd < 0)
            return failed("open");
        if (::flock(fd, LOCK_SH | LOCK_NB) != 0)
            return failed("flock");
    }
    return "held";
}

/// PATH COUNT: this many duplicates of the descriptor that holds the first lock on it, by their link in /proc.
std::string manyDuplicates(const Words &words)
{
    const auto count = numberAt(words, 1);
    if (!allowDescriptors(count))
        return failed("setrlimit");
    for (int fd = 3; fd < 64; ++fd) {
        std::string target(4096, '\0');
        const auto size = ::readlink(("/proc/self/fd/" + std::to_string(fd)).c_str(), target.data(), target.size());
        if (size < 0 || target.substr(0, static_cast<std::size_t>(size)) != wordAt(words, 0))
            continue;
        for (long long i = 0; i < count; ++i)
            if (::dup(fd) < 0)
                return failed("dup");
        return "duplicated";
    }
    return "not open";
}

} // namespace

void addManyRoles(Roles &roles)
{
    roles.add("many-flock", manyFlocks);
    roles.add("many-posix", manyPosix);
    roles.add("many-readers", manyReaders);
    roles.add("many-dup", manyDuplicates);
}
