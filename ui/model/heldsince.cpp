// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/heldsince.h"

#include <algorithm>

namespace Lockscope::Ui {

namespace {

bool isOwnersText(const LockReport &report)
{
    const auto holders = report.holders();
    return std::ranges::any_of(holders, [&](const LockHolder &holder) { return holder.pid == report.owner.pid; });
}

bool sameHolders(const LockReport &left, const LockReport &right)
{
    const auto pids = [](const LockReport &report) {
        std::vector<std::int64_t> all;
        for (const auto &holder : report.holders())
            all.push_back(holder.pid);
        if (all.empty() && report.process)
            all.push_back(report.process->pid);
        std::ranges::sort(all);
        return all;
    };
    return left.inode == right.inode && pids(left) == pids(right);
}

/// A process cannot have written a file that is older than itself.
bool startedBefore(const LockReport &report, WallTime time)
{
    return !report.process || !report.process->startTime || *report.process->startTime <= time;
}

/// When the holder wrote or created the file, if that is how it acquires the lock.
std::optional<WallTime> timeOfTheMark(const LockReport &report)
{
    if (report.kernelLocks.empty() && report.created && startedBefore(report, *report.created))
        return report.created;
    const bool saysWhen = report.kernelLocks.empty() || isOwnersText(report);
    if (saysWhen && report.modified && startedBefore(report, *report.modified))
        return report.modified;
    return {};
}

} // namespace

std::optional<HeldSince> heldSince(const LockReport &report, const LockReport *before,
                                   const std::optional<HeldSince> &knownBefore, WallTime now)
{
    if (report.verdict.state != Verdict::State::Held)
        return {};
    if (const auto time = timeOfTheMark(report))
        return HeldSince{.time = std::min(*time, now)};
    if (knownBefore && before && sameHolders(*before, report))
        return knownBefore;
    HeldSince since{.time = now, .isExact = before != nullptr};
    if (!since.isExact && report.process && report.process->startTime && *report.process->startTime < now)
        since.notBefore = report.process->startTime;
    return since;
}

std::optional<HeldSince> heldSince(const LockReport &report, const HeldSince &known, const LockInterval &recorded)
{
    const bool isOfThisHolder = recorded.what == LockInterval::What::Held && !recorded.to && recorded.pid &&
                                report.process && *recorded.pid == report.process->pid &&
                                startedBefore(report, recorded.from);
    if (known.isExact || !isOfThisHolder || recorded.from >= known.time)
        return {};
    auto longer = known;
    longer.time = recorded.from;
    longer.isRecorded = true;
    return longer;
}

} // namespace Lockscope::Ui
