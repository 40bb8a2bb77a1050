// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace Lockscope {

class MountTable;

/// Runs short tasks that access file systems, away from the threads of the program: a few threads for all local file
/// systems, and one for each mount that may not respond, so that a mount that hangs delays only its own tasks. Threads
/// are started when there is work, and end when there has been none for a while. Thread-safe.
class Lanes
{
public:
    /// Those of AsyncLock objects, and of functions that return a QFuture.
    static Lanes &forLocks();
    /// Those of LockWatcher objects, whose tasks take longer: a lock must not wait for the scan of a large directory.
    static Lanes &forWatching();

    /// The lane of the local file systems.
    static constexpr const char *Local = "";
    /// The lane for tasks that access this path. Reads names on local file systems.
    static std::string of(const std::filesystem::path &path, const MountTable &mounts);

    /// Runs the task, in order with earlier ones as far as threads are free.
    /// Fails if there is no thread for it and the system has none left.
    Result<void> run(const std::string &name, std::function<void()> task);

private:
    struct Lane
    {
        std::deque<std::function<void()>> tasks;
        std::condition_variable hasTask;
        int threads = 0;
        int idle = 0;
    };
    void work(const std::string &name);

    std::mutex m_mutex; ///< guards all lanes
    std::map<std::string, Lane> m_lanes;
};

} // namespace Lockscope
