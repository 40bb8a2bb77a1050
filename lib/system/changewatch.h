// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <poll.h>

namespace Lockscope {

/// Calls back when one of a few inodes changes, when a descriptor is ready, or at a time. All objects of the process
/// share one thread and one inotify instance: a user has only 128 instances by default. The thread ends with the last
/// object.
///
/// Thread-safe, except that follow() must be called by one thread at a time. It accesses the file system and may hang;
/// the other functions do not. A forked child must not use the object.
class ChangeWatch
{
public:
    /// Called in the watching thread. Must not block, and must not use a ChangeWatch. Returns false to be called again
    /// soon.
    using Callback = std::function<bool()>;

    /// Fails if the system has no thread or no descriptor left.
    static Result<std::unique_ptr<ChangeWatch>> create(Callback changed);
    /// The callback is not called any more.
    ~ChangeWatch();
    ChangeWatch(const ChangeWatch &) = delete;
    ChangeWatch &operator=(const ChangeWatch &) = delete;

    struct Target
    {
        std::filesystem::path path;
        std::uint32_t events = 0; ///< inotify(7) event mask
        int fd = -1;              ///< if not -1, its inode is watched; otherwise what the path names
    };
    /// Watches these targets instead of the previous ones. True if an inode is watched that was not watched before:
    /// there is no event for what changed until now.
    bool follow(const std::vector<Target> &targets);
    /// Whether any inode is watched. If not, no event will come.
    bool isWatching() const;
    /// Also calls back at this time on the steady clock, once. Absent: no time is set.
    void wakeAt(std::optional<std::chrono::nanoseconds> time);
    /// The same, and also calls back when one of these descriptors is ready, once. Replaces the previous descriptors.
    void wakeWhen(std::vector<struct pollfd> descriptors, std::optional<std::chrono::nanoseconds> time);

private:
    class Hub;
    explicit ChangeWatch(Callback changed)
        : m_changed(std::move(changed))
    {}

    // Guarded by the mutex of the hub.
    Callback m_changed;
    std::set<int> m_watches;
    std::vector<struct pollfd> m_descriptors;
    std::optional<std::chrono::nanoseconds> m_time;
};

} // namespace Lockscope
