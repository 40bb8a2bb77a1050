// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

namespace {

QString seconds(std::chrono::nanoseconds duration)
{
    return QString::number(std::chrono::duration<double>(duration).count(), 'f', 1);
}

} // namespace

void unreadable(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.error)
        return;
    evidence.push_back({std::string(EvidenceId::Unreadable), Evidence::Supports::Unknown,
                        (facts.content == Look::Content::Refused ? LockPhrases::tr("its content cannot be read: %1")
                                                                 : LockPhrases::tr("it cannot be looked at: %1"))
                            .arg(displayText(facts.error->message)),
                        displayText(facts.error->call) + QStringLiteral(": ") + displayText(facts.error->code)});
}

void notOpened(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.content == Look::Content::UnderLease) {
        evidence.push_back({std::string(EvidenceId::LeaseNotOpened), Evidence::Supports::Unknown,
                            LockPhrases::tr("it was not opened, because that would break the lease on it"),
                            QStringLiteral("/proc/locks")});
    } else if (facts.content == Look::Content::OwnPosixLock) {
        evidence.push_back(
            {std::string(EvidenceId::OwnPosixLockNotOpened), Evidence::Supports::Unknown,
             LockPhrases::tr("it was not opened, because closing it would drop this process's own POSIX lock"),
             QStringLiteral("/proc/locks")});
    }
}

void torn(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.torn)
        return;
    evidence.push_back({std::string(EvidenceId::Torn), Evidence::Supports::Unknown,
                        LockPhrases::tr("it is empty or cut off where a process should be named"),
                        QStringLiteral("content")});
}

void linkCount(const Facts &facts, std::vector<Evidence> &evidence)
{
    const bool marker = facts.heldTest == HeldTest::Process || facts.heldTest == HeldTest::Exists;
    if (!marker || facts.inodeType != LockReport::InodeType::Regular || facts.size != 0 || facts.links < 2)
        return;
    // Its own name said whose it is.
    if (facts.companions.empty() && !facts.claim.pids.empty())
        return;
    evidence.push_back({"link-count", Evidence::Supports::Nothing,
                        facts.companions.empty()
                            ? LockPhrases::tr("it has %1 names, and none beside it says whose").arg(facts.links)
                            : LockPhrases::tr("it has %1 names, and one of them is %2")
                                  .arg(facts.links)
                                  .arg(displayText(facts.companions.front(), 80)),
                        QStringLiteral("statx")});
}

void heartbeat(const Facts &facts, std::vector<Evidence> &evidence)
{
    const auto age = heartbeatAge(facts);
    if (facts.heldTest != HeldTest::Heartbeat || !age || isAhead(facts))
        return;
    const bool fresh = *age <= *facts.heartbeat;
    if (!fresh && neverRefreshed(facts))
        return;
    auto fact = LockPhrases::tr("its last sign of life is %1 s old; ").arg(seconds(*age));
    if (facts.timeIsExpiry)
        fact = *age < std::chrono::nanoseconds()
                   ? LockPhrases::tr("its lease lasts for another %1 s; ").arg(seconds(-*age))
                   : LockPhrases::tr("its lease ended %1 s ago; ").arg(seconds(*age));
    fact += LockPhrases::tr("its program allows for %1 s").arg(seconds(*facts.heartbeat));
    evidence.push_back({std::string(fresh ? EvidenceId::HeartbeatFresh : EvidenceId::HeartbeatExpired),
                        fresh ? Evidence::Supports::Held : Evidence::Supports::Unknown, fact, QStringLiteral("statx")});
}

void futureTime(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!isAhead(facts))
        return;
    evidence.push_back({std::string(EvidenceId::FutureTime), Evidence::Supports::Nothing,
                        LockPhrases::tr("its modification time lies %1 s in the future, so times say nothing about it")
                            .arg(seconds(*facts.modified - facts.now)),
                        QStringLiteral("statx")});
}

void changedWhileLooking(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.changedWhileLooking)
        return;
    evidence.push_back({std::string(EvidenceId::ChangedWhileLooking), Evidence::Supports::Nothing,
                        LockPhrases::tr("it was written or replaced each time it was looked at"),
                        QStringLiteral("statx")});
}

} // namespace Lockscope
