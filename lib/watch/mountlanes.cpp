// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/mountlanes.h"

#include "system/linktarget.h"

#include <algorithm>
#include <system_error>

namespace Lockscope {

namespace {

/// FUSE programs of this host may hang too.
bool mayHang(const MountTable::Mount &mount)
{
    return mount.fileSystem.remote || mount.fileSystem.type.starts_with("fuse");
}

/// The mount that a path leads to, links followed as long as they lie on mounts that answer.
std::optional<MountTable::Mount> mountBehind(const std::filesystem::path &place, const MountTable &mounts)
{
    constexpr int MostLinks = 40;
    std::error_code error;
    auto rest = std::filesystem::absolute(place, error).lexically_normal();
    std::filesystem::path way = "/";
    int links = 0;
    auto part = rest.begin();
    while (part != rest.end()) {
        way = *part == "/" || part->empty() ? way : way / *part;
        ++part;
        const auto mount = mounts.mountOf(way);
        if (mount && mayHang(*mount))
            return mount;
        const auto target = linkTarget(way);
        if (!target || ++links > MostLinks)
            continue;
        std::filesystem::path next = way.parent_path() / *target;
        for (; part != rest.end(); ++part)
            next /= *part;
        rest = next.lexically_normal();
        way = "/";
        part = rest.begin();
    }
    return mounts.mountOf(way);
}

} // namespace

std::map<std::string, WatchLoop::Task> sortByMounts(const std::vector<std::filesystem::path> &places, bool kernelLocks,
                                                    const MountTable &mounts)
{
    std::map<std::string, WatchLoop::Task> tasks;
    tasks[{}].kernelLocks = kernelLocks;
    for (const auto &place : places) {
        const auto mount = mountBehind(place, mounts);
        const bool apart = mount && mayHang(*mount);
        const auto name = apart ? mount->point + ' ' + std::to_string(mount->major) + ':' + std::to_string(mount->minor)
                                : std::string();
        auto &task = tasks[name];
        task.places.push_back(place);
        task.alwaysPoll = apart;
        if (mount)
            task.devices.insert({mount->major, mount->minor});
        if (apart)
            tasks[{}].others.push_back(place);
    }
    return tasks;
}

} // namespace Lockscope
