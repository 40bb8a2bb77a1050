// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/eventwait.h"

#include "system/idleinotifies.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// The kernel reports a close before it releases the flocks and OFD locks of the description (fs/file_table.c, __fput),
/// so an immediate attempt may still be refused. The pause after an event therefore starts short and doubles.
constexpr std::chrono::nanoseconds ShortestPause = 50us;
/// The longest pause if no event arrives at all; costs a waiter less than 0.01 % of a core.
constexpr std::chrono::nanoseconds LongestPause = 250ms;

} // namespace

EventWait::EventWait(const std::stop_token &stop)
    : m_inotify(takeInotify())
    , m_pause(ShortestPause)
{
    if (!stop.stop_possible())
        return;
    if (auto wakeUp = WakeUp::create()) {
        m_wakeUp = std::move(*wakeUp);
        m_onStop.emplace(stop, std::function<void()>([this] { m_wakeUp->wake(); }));
    }
}

EventWait::~EventWait()
{
    if (!m_inotify)
        return;
    if (m_watch >= 0 && isStillOurs(*m_inotify))
        m_inotify->remove(m_watch);
    leaveInotify(std::move(*m_inotify));
}

/// Adding a watch for the same inode again returns the same number: a different number means that the lock file was
/// replaced.
bool EventWait::isWatchedAnew(const Target &target)
{
    const auto added = target.fd >= 0 ? m_inotify->add(target.fd, target.events)
                                      : m_inotify->add(target.path, target.events | IN_DONT_FOLLOW);
    const int watch = added ? *added : -1;
    if (watch == m_watch)
        return false;
    if (m_watch >= 0)
        m_inotify->remove(m_watch);
    m_watch = watch;
    return true;
}

EventWait::End EventWait::untilWorthTrying(const Target &target, Timeout limit)
{
    if (m_inotify && isWatchedAnew(target)) {
        // There is no event for a change before the watch was added: try once more before waiting.
        m_pause = ShortestPause;
        return End::WorthTrying;
    }
    const auto pause = limit ? std::min(*limit, m_pause) : m_pause;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(pause);
    const struct timespec time = {seconds.count(), (pause - seconds).count()};
    std::array<struct pollfd, 2> fds = {
        {{m_inotify ? m_inotify->fd() : -1, POLLIN, 0}, {m_wakeUp ? m_wakeUp->fd() : -1, POLLIN, 0}}};
    const int ready = sys().ppoll(fds.data(), fds.size(), &time);
    const bool isInterrupted = ready < 0 && errno == EINTR;
    m_pause = std::min(m_pause * 2, LongestPause);
    if (ready > 0 && fds[0].revents != 0) {
        m_pause = ShortestPause;
        m_inotify->read();
    }
    return isInterrupted ? End::Interrupted : End::WorthTrying;
}

} // namespace Lockscope
