// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/inheriteddescriptors.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <linux/kcmp.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace App {

namespace {

/// If /proc is not mounted, no higher descriptor is tried.
constexpr int MostTried = 65536;

bool isInherited(int fd)
{
    const int flags = ::fcntl(fd, F_GETFD);
    return fd > STDERR_FILENO && flags >= 0 && (flags & FD_CLOEXEC) == 0;
}

/// Whether the parent has it open with the same number, as a shell passes it on. False if that cannot be determined.
bool isSharedWithParent(int fd)
{
    return ::syscall(SYS_kcmp, ::getpid(), ::getppid(), KCMP_FILE, fd, fd) == 0;
}

} // namespace

std::vector<int> inheritedDescriptors()
{
    std::vector<int> found;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (const int fd = std::atoi(entry->path().filename().c_str()); isInherited(fd))
            found.push_back(fd);
    }
    if (!error)
        return found;
    found.clear();
    const auto limit = ::sysconf(_SC_OPEN_MAX);
    for (int fd = STDERR_FILENO + 1; fd < (limit > 0 && limit < MostTried ? static_cast<int>(limit) : MostTried);
         ++fd) {
        if (isInherited(fd))
            found.push_back(fd);
    }
    return found;
}

void closeInheritedDescriptors(int kept)
{
    for (const int fd : inheritedDescriptors()) {
        if (fd != kept)
            ::close(fd);
    }
}

void closeDescriptorsSharedWithParent()
{
    const auto inherited = inheritedDescriptors();
    if (inherited.empty() || ownsPosixLocks())
        return;
    for (const int fd : inherited) {
        if (isSharedWithParent(fd))
            ::close(fd);
    }
}

bool ownsPosixLocks()
{
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fdinfo", error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        std::ifstream information(entry->path());
        for (std::string line; std::getline(information, line);) {
            if (line.starts_with("lock:") && line.find(" POSIX ") != std::string::npos)
                return true;
        }
    }
    return false;
}

} // namespace App
