// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/eventrules.h"

#include "inspect/lockkey.h"
#include "values/sentences.h"

#include <algorithm>
#include <optional>
#include <set>

namespace Lockscope {

namespace {

using Kind = LockEvent::Kind;
using State = Verdict::State;

/// What the new state alone means to a process that waits for the lock.
std::optional<Kind> kindOfState(State before, State now)
{
    if (before == now)
        return {};
    switch (now) {
    case State::Held:
        return Kind::Acquired;
    case State::Stale:
        return Kind::Stale;
    case State::Free:
        if (before == State::Held)
            return Kind::Released;
        break;
    case State::Unknown:
    case State::Absent:
        break;
    }
    return Kind::Changed;
}

bool isOtherInode(const KnownLock &before, const KnownLock &now)
{
    return before.inode && now.inode &&
           (before.inode != now.inode || (before.created && now.created && before.created != now.created));
}

/// None of the previous holders holds it any more.
bool isInOtherHands(const KnownLock &before, const KnownLock &now)
{
    return before.state == State::Held && now.state == State::Held && !before.pids.empty() && !now.pids.empty() &&
           std::ranges::none_of(before.pids,
                                [&](std::int64_t pid) { return std::ranges::binary_search(now.pids, pid); });
}

/// The kernel lock by which it was held no longer exists. Whether it is held in another way may be unknown, for
/// instance inside a container.
bool isReleased(const KnownLock &before, const LockReport &report)
{
    const bool isByKernelLock =
        before.reason == Verdict::Reason::KernelLockHeld || before.reason == Verdict::Reason::ServerDecides;
    return before.state == State::Held && isByKernelLock && report.verdict.state == State::Unknown &&
           report.kernelLocks.empty() && !report.error;
}

bool hasNewWaiter(const std::vector<std::int64_t> &before, const std::vector<std::int64_t> &now)
{
    return !std::ranges::includes(before, now);
}

} // namespace

LockEvent eventOf(Kind kind, State before, const LockReport &now, WallTime time)
{
    LockEvent event;
    event.kind = kind;
    event.time = time;
    event.path = now.path;
    event.key = now.key();
    event.before = before;
    event.verdict = now.verdict;
    event.format = now.format;
    event.owner = now.owner;
    event.process = now.process;
    std::set<std::int64_t> seen;
    for (const auto &lock : now.kernelLocks) {
        for (const auto &waiter : lock.waiters) {
            if (seen.insert(waiter.pid).second)
                event.waiters.push_back(waiter);
        }
    }
    for (const auto &owner : now.queue) {
        if (!owner.pids.empty())
            event.waiters.push_back({.pid = owner.pids.front(), .name = owner.name.value_or(std::string())});
    }
    return event;
}

std::vector<LockEvent> eventsOf(const KnownLock *before, const LockReport &report, WallTime time, bool atStart)
{
    std::vector<LockEvent> events;
    const auto now = KnownLock::of(report);
    const auto add = [&](Kind kind, State from) { events.push_back(eventOf(kind, from, report, time)); };
    if (!before || before->state == State::Absent) {
        if (now.state == State::Absent)
            return events;
        add(Kind::Appeared, State::Absent);
        if (!atStart && (now.state == State::Held || now.state == State::Stale))
            add(*kindOfState(State::Unknown, now.state), State::Absent);
        if (hasNewWaiter({}, now.waiters))
            add(Kind::Waiting, now.state);
        return events;
    }
    if (now.state == State::Absent)
        return eventsOfGone(report.key(), *before, time, false);
    const bool replaced = isOtherInode(*before, now);
    if (replaced)
        add(Kind::Replaced, before->state);
    if (isReleased(*before, report)) {
        add(Kind::Released, State::Held);
    } else if (isInOtherHands(*before, now)) {
        if (!replaced) {
            add(Kind::Released, State::Held);
            events.back().process.reset();
        }
        add(Kind::Acquired, replaced ? State::Held : State::Free);
    } else if (const auto kind = kindOfState(before->state, now.state)) {
        if (!replaced || kind != Kind::Changed)
            add(*kind, before->state);
    }
    const bool newWaiter = hasNewWaiter(before->waiters, now.waiters);
    if (newWaiter)
        add(Kind::Waiting, now.state);
    const bool differs = before->content != now.content || before->pids != now.pids || before->reason != now.reason ||
                         before->waiters != now.waiters;
    if (events.empty() && differs)
        add(Kind::Changed, before->state);
    return events;
}

std::vector<LockEvent> eventsOfGone(const std::string &key, const KnownLock &before, WallTime time, bool broken)
{
    if (before.state == State::Absent)
        return {};
    LockEvent event;
    event.time = time;
    event.key = key;
    event.path = LockKey::of(key).path;
    event.before = before.state;
    event.format = before.format;
    event.verdict = {.state = State::Absent,
                     .confidence = Verdict::Confidence::Proved,
                     .reason = Verdict::Reason::Absent,
                     .sentences = {broken ? Sentence::Verdict::Quarantined : Sentence::Verdict::Removed}};
    std::vector<LockEvent> events;
    if (before.state == State::Held && !broken) {
        event.kind = Kind::Released;
        events.push_back(event);
    }
    event.kind = broken ? Kind::Broken : Kind::Removed;
    events.push_back(std::move(event));
    return events;
}

} // namespace Lockscope
