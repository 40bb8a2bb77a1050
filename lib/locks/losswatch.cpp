// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/losswatch.h>

#include "locks/lockloss.h"
#include "system/idleinotifies.h"

#include <set>

namespace Lockscope {

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
        for (const auto &target : LockLoss::targets(lock.path())) {
            if (const auto watch = inotify->add(target.path, target.events))
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
    return LockLoss::interval(!d->watches.empty());
}

std::optional<Failure> LossWatch::check()
{
    // Watch before checking, so that no change in between is missed.
    d->renew();
    if (d->inotify)
        d->inotify->read();
    d->follow();
    return LockLoss::check(d->lock);
}

} // namespace Lockscope
