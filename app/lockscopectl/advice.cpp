// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "advice.h"

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

/// Signals are sent to proven holders only, see Holder.
bool hasProvenHolder(const LockReport &report)
{
    if (report.format == "etcd")
        return false; // `signal` is for files
    const auto holders = report.holders();
    if (!holders.empty())
        return std::ranges::any_of(holders, &LockHolder::proved);
    return report.process && report.verdict.confidence == Verdict::Confidence::Proved;
}

} // namespace

QString adviceText(const LockReport &report)
{
    // A path that begins with a dash would be read as an option.
    const auto &path = report.path.native();
    const auto operand = path.starts_with('-') ? "./" + path : path;
    const auto state = report.verdict.state;
    if (state == Verdict::State::Stale && !report.breakRefused)
        return QStringLiteral("remove it with: ") +
               (report.asked.empty() ? callText({"break", operand}) : callText({"break", "--ask", operand}));
    // The holder of a lease releases it as soon as another process opens the file.
    if (state == Verdict::State::Held && !hasLease(report) && hasProvenHolder(report))
        return QStringLiteral("end the holder with: ") + callText({"signal", "TERM", operand});
    return {};
}

QString breakRefusalText(const LockReport &report)
{
    if (!report.breakRefused || report.verdict.state == Verdict::State::Free || !adviceText(report).isEmpty())
        return {};
    return QStringLiteral("refused: ") + text(*report.breakRefused);
}

} // namespace Ctl
