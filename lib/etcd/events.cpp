// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/etcd.h>

#include "system/clocks.h"

namespace Lockscope {

namespace {

using Kind = LockEvent::Kind;
using State = Verdict::State;

std::vector<Kind> kindsBetween(const LockReport &before, const LockReport &now)
{
    std::vector<Kind> kinds;
    const bool wasHeld = before.verdict.state == State::Held;
    const bool isHeld = now.verdict.state == State::Held;
    if (now.verdict.state == State::Unknown)
        return before.verdict.state == State::Unknown ? kinds : std::vector{Kind::Changed};
    const bool isOther = before.token != now.token;
    if (wasHeld && (isOther || now.verdict.state == State::Free))
        kinds.push_back(Kind::Released);
    if (isHeld && (!wasHeld || isOther))
        kinds.push_back(Kind::Acquired);
    if (now.verdict.state == State::Stale && (before.verdict.state != State::Stale || isOther))
        kinds.push_back(Kind::Stale);
    if (now.queue.size() > before.queue.size())
        kinds.push_back(Kind::Waiting);
    if (kinds.empty() && now.verdict.reason != before.verdict.reason)
        kinds.push_back(Kind::Changed);
    return kinds;
}

LockEvent eventOf(Kind kind, State before, const LockReport &report)
{
    LockEvent event;
    event.kind = kind;
    event.time = wallNow();
    event.path = report.path;
    event.key = report.key();
    event.before = before;
    event.verdict = report.verdict;
    event.format = report.format;
    event.owner = report.owner;
    event.process = report.process;
    for (const auto &owner : report.queue) {
        if (!owner.pids.empty())
            event.waiters.push_back({.pid = owner.pids.front(), .name = owner.name.value_or(std::string())});
    }
    return event;
}

} // namespace

std::vector<LockEvent> etcdEvents(const LockReport *before, const LockReport *now)
{
    std::vector<LockEvent> events;
    if (!now && !before)
        return events;
    if (!before) {
        events.push_back(eventOf(Kind::Appeared, State::Absent, *now));
        return events;
    }
    if (!now) {
        LockReport gone;
        gone.path = before->path;
        gone.format = before->format;
        gone.verdict = {State::Absent, Verdict::Confidence::Proved, Verdict::Reason::Absent, {}};
        if (before->verdict.state == State::Held)
            events.push_back(eventOf(Kind::Released, before->verdict.state, gone));
        events.push_back(eventOf(Kind::Removed, before->verdict.state, gone));
        return events;
    }
    for (const auto kind : kindsBetween(*before, *now))
        events.push_back(eventOf(kind, before->verdict.state, *now));
    return events;
}

} // namespace Lockscope
