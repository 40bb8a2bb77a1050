// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockwatcher.h>

#include <algorithm>
#include <array>
#include <system_error>

#include <stdlib.h>

namespace Lockscope {

namespace {

/// From the Filesystem Hierarchy Standard (/run holds PID files and locks) and the programs' own documentation.
constexpr std::array WellKnown = {
    "/run",                    // pid files, /run/lock: LVM, UUCP, cron, xtables
    "/var/lib/dpkg",           // lock, lock-frontend
    "/var/lib/apt/lists",      // lock
    "/var/cache/apt/archives", // lock
    "/var/lib/pacman",         // db.lck
    "/var/lib/rpm",            // .rpm.lock
    "/var/cache/dnf",          // *_lock.pid
    "/etc/.pwd.lock",          // lckpwdf
};

} // namespace

std::vector<std::filesystem::path> LockWatcher::wellKnownPlaces()
{
    std::vector<std::filesystem::path> found;
    const auto add = [&](const std::filesystem::path &place) {
        std::error_code error;
        // Links are resolved, so that a directory with two names is one place.
        const auto real = std::filesystem::canonical(place, error);
        if (!error && std::find(found.begin(), found.end(), real) == found.end())
            found.push_back(real);
    };
    for (const char *place : WellKnown)
        add(place);
    if (const char *runtime = ::getenv("XDG_RUNTIME_DIR"))
        add(runtime);
    return found;
}

} // namespace Lockscope
