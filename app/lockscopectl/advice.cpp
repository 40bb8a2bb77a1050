// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "advice.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <initializer_list>
#include <string>

namespace Ctl {

using namespace Lockscope;

namespace {

/// `lockscopectl break job.lock`, quoted for a shell.
QString callText(std::initializer_list<std::string> words)
{
    ProcessFacts call;
    call.commandLine = {"lockscopectl"};
    for (const auto &word : words)
        call.commandLine.push_back(word);
    return call.commandLineText();
}

bool hasLease(const LockReport &report)
{
    return std::ranges::any_of(report.kernelLocks,
                               [](const KernelLock &lock) { return lock.type == KernelLock::Type::Lease; });
}

/// Only a proven holder gets a signal, see Holder.
bool hasProvenHolder(const LockReport &report)
{
    const auto holders = report.holders();
    return std::ranges::any_of(holders, &LockHolder::proved) ||
           (report.process && report.verdict.confidence == Verdict::Confidence::Proved);
}

} // namespace

QString adviceText(const LockReport &report)
{
    // A path that begins with a dash is no option.
    const auto &path = report.path.native();
    const auto operand = path.starts_with('-') ? "./" + path : path;
    switch (report.verdict.state) {
    case Verdict::State::Stale:
        if (!report.breakRefused)
            return QStringLiteral("remove with: ") + callText({"break", operand});
        break;
    case Verdict::State::Held:
        // Whoever has a lease gives it back as soon as somebody opens the file.
        if (!hasLease(report) && hasProvenHolder(report))
            return QStringLiteral("end its holder: ") + callText({"signal", "TERM", operand});
        break;
    case Verdict::State::Free:
        return {};
    case Verdict::State::Unknown:
    case Verdict::State::Absent:
        break;
    }
    if (!report.breakRefused)
        return {};
    return QStringLiteral("'lockscopectl break' refuses: ") + text(*report.breakRefused);
}

} // namespace Ctl
