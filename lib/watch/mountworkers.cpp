// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/mountworkers.h"

#include "system/answers.h"

namespace Lockscope {

std::map<std::string, WatchLoop::Task> sortByMounts(const std::vector<std::filesystem::path> &places, bool kernelLocks,
                                                    const MountTable &mounts)
{
    std::map<std::string, WatchLoop::Task> tasks;
    tasks[{}].kernelLocks = kernelLocks;
    for (const auto &place : places) {
        const auto mount = mountBehind(place, mounts);
        const bool apart = mount && mayNotAnswer(*mount);
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
