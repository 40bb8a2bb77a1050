// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"
#include "values/sentences.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Sentence::Finding;
using Supports = Evidence::Supports;

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString status()
{
    return QStringLiteral("statx");
}

} // namespace

void unreadable(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.error)
        return;
    const bool isContent = facts.content == Probe::Content::Refused;
    evidence.push_back(
        {Id::Unreadable,
         Supports::Unknown,
         {isContent ? Finding::ContentUnreadable : Finding::PathUnreadable, Phrase{facts.error->message}},
         displayText(facts.error->call) + QStringLiteral(": ") + displayText(facts.error->code)});
}

void notOpened(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto source = QStringLiteral("/proc/locks");
    if (facts.content == Probe::Content::UnderLease)
        evidence.push_back({Id::LeaseNotOpened, Supports::Unknown, Finding::LeaseNotBroken, source});
    else if (facts.content == Probe::Content::OwnPosixLock)
        evidence.push_back({Id::OwnPosixLockNotOpened, Supports::Unknown, Finding::OwnPosixLockKept, source});
}

void incomplete(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.incomplete)
        evidence.push_back({Id::Incomplete, Supports::Unknown, Finding::Incomplete, QStringLiteral("content")});
}

void linkCount(const Facts &facts, std::vector<Evidence> &evidence)
{
    const bool isMarker = facts.heldBy == HeldBy::Process || facts.heldBy == HeldBy::Exists;
    if (!isMarker || facts.inodeType != LockReport::InodeType::Regular || facts.size != 0 || facts.links < 2)
        return;
    // Its own name records the owner.
    if (facts.companions.empty() && !facts.claim.pids.empty())
        return;
    const auto links = static_cast<std::int64_t>(facts.links);
    evidence.push_back({Id::LinkCount, Supports::Nothing,
                        facts.companions.empty() ? Message(Finding::LinksUnexplained, links)
                                                 : Message(Finding::LinksExplained, links, facts.companions.front()),
                        status()});
}

void heartbeat(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto age = heartbeatAge(facts);
    if (facts.heldBy != HeldBy::Heartbeat || !age || isAhead(facts))
        return;
    const bool isFresh = *age <= *facts.heartbeat;
    if (neverRefreshed(facts))
        return;
    const bool lasts = *age < std::chrono::nanoseconds();
    const auto finding = !facts.timeIsExpiry ? Finding::HeartbeatAge
                         : lasts             ? Finding::LeaseRemaining
                                             : Finding::LeaseExpired;
    evidence.push_back({isFresh ? Id::HeartbeatFresh : Id::HeartbeatExpired,
                        isFresh ? Supports::Held : Supports::Unknown,
                        {finding, seconds(facts.timeIsExpiry && lasts ? -*age : *age), seconds(*facts.heartbeat)},
                        status()});
}

void futureTime(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!isAhead(facts))
        return;
    evidence.push_back(
        {Id::FutureTime, Supports::Nothing, {Finding::FutureTime, seconds(*facts.modified - facts.now)}, status()});
}

void changedWhileReading(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.changedWhileReading)
        evidence.push_back({Id::ChangedWhileReading, Supports::Nothing, Finding::ChangedWhileReading, status()});
}

} // namespace Lockscope
