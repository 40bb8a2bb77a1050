// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/evidence/rules.h"

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
                        facts.content == Look::Content::Refused
                            ? QStringLiteral("its content cannot be read: ") + displayText(facts.error->message)
                            : QStringLiteral("it cannot be looked at: ") + displayText(facts.error->message),
                        displayText(facts.error->call) + QStringLiteral(": ") + displayText(facts.error->code)});
}

void notOpened(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (facts.content == Look::Content::UnderLease) {
        evidence.push_back({std::string(EvidenceId::LeaseNotOpened), Evidence::Supports::Unknown,
                            QStringLiteral("it was not opened, because that would break the lease on it"),
                            QStringLiteral("/proc/locks")});
    } else if (facts.content == Look::Content::OwnPosixLock) {
        evidence.push_back(
            {std::string(EvidenceId::OwnPosixLockNotOpened), Evidence::Supports::Unknown,
             QStringLiteral("it was not opened, because closing it would drop this process's own POSIX lock"),
             QStringLiteral("/proc/locks")});
    }
}

void torn(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.torn)
        return;
    evidence.push_back({std::string(EvidenceId::Torn), Evidence::Supports::Unknown,
                        QStringLiteral("it is empty or cut off where a process should be named"),
                        QStringLiteral("content")});
}

void futureTime(const Facts &facts, std::vector<Evidence> &evidence)
{
    // File systems that keep times in steps of two seconds, and clocks of file servers, run a little ahead.
    constexpr std::chrono::seconds Margin{2};
    if (!facts.modified || *facts.modified <= facts.now + Margin)
        return;
    evidence.push_back({"future-mtime", Evidence::Supports::Nothing,
                        QStringLiteral("its modification time lies %1 s in the future, so times say nothing about it")
                            .arg(seconds(*facts.modified - facts.now)),
                        QStringLiteral("statx")});
}

void changedWhileLooking(const Facts &facts, std::vector<Evidence> &evidence)
{
    if (!facts.changedWhileLooking)
        return;
    evidence.push_back({"changed-while-looking", Evidence::Supports::Nothing,
                        QStringLiteral("it was written or replaced each time it was looked at"),
                        QStringLiteral("statx")});
}

} // namespace Lockscope
