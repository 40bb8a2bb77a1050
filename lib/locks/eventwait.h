// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"
#include "system/wakeup.h"

#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

namespace Lockscope {

/// Waits until trying for a lock again is worth it: something happened to the lock file, or a capped while passed (for
/// file systems that send no events, holders that unlock without closing, and the day when inotify instances run out).
class EventWait
{
public:
    explicit EventWait(const std::stop_token &stop);
    ~EventWait();
    EventWait(const EventWait &) = delete;
    EventWait &operator=(const EventWait &) = delete;

    struct Target
    {
        std::filesystem::path path;
        std::uint32_t events = 0; ///< of inotify(7)
        int fd = -1; ///< where there is one, its inode is watched, else what the path names; no link followed
    };
    enum class End
    {
        WorthTrying,
        Interrupted, ///< by a signal handler
    };
    /// Returns on an event, on the stop request, when the limit is over, when it is time to look anyway, or on a
    /// signal.
    End untilWorthTrying(const Target &target, Timeout limit);

private:
    bool isWatchedAnew(const Target &target);

    std::optional<Inotify> m_inotify;
    std::optional<WakeUp> m_wakeUp;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
    int m_watch = -1;
    std::chrono::nanoseconds m_pause;
};

} // namespace Lockscope
