// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/etcd.h>

#include "system/clocks.h"
#include "watch/eventrules.h"

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

} // namespace

std::vector<LockEvent> etcdEvents(const LockReport *before, const LockReport *now)
{
    std::vector<LockEvent> events;
    if (!now && !before)
        return events;
    const auto time = wallNow();
    if (!before) {
        events.push_back(eventOf(Kind::Appeared, State::Absent, *now, time));
        return events;
    }
    if (!now) {
        LockReport gone;
        gone.path = before->path;
        gone.format = before->format;
        gone.verdict = {State::Absent, Verdict::Confidence::Proved, Verdict::Reason::Absent, {}};
        if (before->verdict.state == State::Held)
            events.push_back(eventOf(Kind::Released, before->verdict.state, gone, time));
        events.push_back(eventOf(Kind::Removed, before->verdict.state, gone, time));
        return events;
    }
    for (const auto kind : kindsBetween(*before, *now))
        events.push_back(eventOf(kind, before->verdict.state, *now, time));
    return events;
}

} // namespace Lockscope
