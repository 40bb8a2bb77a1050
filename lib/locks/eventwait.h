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

/// Waits until it makes sense to try for a lock again: after an event on the lock file, or after a limited time (for
/// file systems that send no events, holders that unlock without closing, and exhausted inotify instances).
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
        std::uint32_t events = 0; ///< inotify(7) event mask
        int fd = -1;              ///< if not -1, its inode is watched; otherwise the path, without following a link
    };
    enum class End
    {
        WorthTrying,
        Interrupted, ///< by a signal handler
    };
    /// Returns on an event, on a stop request, on a signal, when the limit expires, or when it is time to retry without
    /// an event.
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
