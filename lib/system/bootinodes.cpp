// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/bootinodes.h"
#include "system/optionalcalls.h"

#include "system/systemcalls.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

std::optional<WallTime> birthOf(const std::filesystem::path &directory)
{
    struct statx status = {};
    const int flags = AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
    if (statusOf(AT_FDCWD, directory.c_str(), flags, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME))
        return {};
    // A file system without birth times may return 1970, and so does a machine that booted before its clock was set.
    constexpr std::int64_t Day = 24 * 60 * 60;
    if (status.stx_btime.tv_sec < Day)
        return {};
    return WallTime(std::chrono::seconds(status.stx_btime.tv_sec) + std::chrono::nanoseconds(status.stx_btime.tv_nsec));
}

} // namespace

std::optional<std::chrono::nanoseconds> distanceFromBirths(WallTime bootTime,
                                                           std::span<const std::filesystem::path> directories)
{
    std::optional<std::chrono::nanoseconds> nearest;
    for (const auto &directory : directories) {
        const auto birth = birthOf(directory);
        if (!birth)
            continue;
        const auto distance = std::chrono::abs(*birth - bootTime);
        nearest = nearest ? std::min(*nearest, distance) : distance;
    }
    return nearest;
}

std::span<const std::filesystem::path> bootDirectories()
{
    static const std::array<std::filesystem::path, 4> directories = {"/dev", "/run", "/sys", "/proc"};
    return directories;
}

} // namespace Lockscope
