// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/losswatch.h>

#include "locks/idleinotifies.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <array>
#include <set>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds IntervalWithEvents = 5s;
constexpr std::chrono::milliseconds IntervalWithoutEvents = 1s;

/// Unlinking an open inode, and renaming over it, change its link count. The last line is for kinds whose lock is a
/// directory.
constexpr std::uint32_t LosingEvents = IN_ATTRIB | IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF | //
                                       IN_CREATE | IN_DELETE | IN_MOVE;

} // namespace

class LossWatch::Private
{
public:
    explicit Private(const LockFile &heldLock)
        : lock(heldLock)
        , inotify(takeInotify())
    {
        follow();
    }

    ~Private()
    {
        if (!inotify)
            return;
        if (!isStillOurs(*inotify)) {
            inotify->abandon();
            return;
        }
        for (const int watch : watches)
            inotify->remove(watch);
        leaveInotify(std::move(*inotify));
    }

    /// Watches what the path names and, if that is a link, also its target. Adding a watch for the same inode again
    /// returns the same number.
    void follow()
    {
        if (!inotify)
            return;
        std::set<int> now;
        for (const std::uint32_t mask : std::array{LosingEvents | IN_DONT_FOLLOW, LosingEvents}) {
            if (const auto watch = inotify->add(lock.path(), mask))
                now.insert(*watch);
        }
        for (const int watch : watches) {
            if (!now.contains(watch))
                inotify->remove(watch);
        }
        watches = std::move(now);
    }

    /// The program may have closed the instance.
    void renew()
    {
        if (!inotify || isStillOurs(*inotify))
            return;
        inotify->abandon();
        inotify = takeInotify();
        watches.clear();
    }

    const LockFile &lock;
    std::optional<Inotify> inotify;
    std::set<int> watches;
};

LossWatch::LossWatch(const LockFile &lock)
    : d(std::make_unique<Private>(lock))
{}

LossWatch::~LossWatch() = default;

int LossWatch::fd() const
{
    return d->inotify ? d->inotify->fd() : -1;
}

std::chrono::milliseconds LossWatch::interval() const
{
    return d->watches.empty() ? IntervalWithoutEvents : IntervalWithEvents;
}

std::optional<Failure> LossWatch::check()
{
    // Watch before checking, so that no change in between is missed.
    d->renew();
    if (d->inotify)
        d->inotify->read();
    d->follow();
    if (d->lock.isHeldByMe())
        return {};
    const auto &path = d->lock.path();
    struct stat status;
    const bool isThere = sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    auto failure = Failure::of(LockErrc::NotMyLock, path,
                               isThere ? Sentence::Detail::ReplacedWhileHeld : Sentence::Detail::RemovedWhileHeld);
    failure.claim = newOwner(path);
    return failure;
}

} // namespace Lockscope
