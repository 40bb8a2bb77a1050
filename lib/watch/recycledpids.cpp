// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/recycledpids.h"

#include "values/sentences.h"

namespace Lockscope {

namespace {

using Reason = Verdict::Reason;
using State = Verdict::State;

/// The process was missing, or was a zombie, or was another one already.
bool wasWithoutProcess(const KnownLock &lock)
{
    return lock.state == State::Stale && (lock.reason == Reason::PidDead || lock.reason == Reason::ZombieHolder ||
                                          lock.reason == Reason::PidRecycled);
}

/// A verdict that rests on the PID alone.
bool restsOnPid(const LockReport &report)
{
    const auto &verdict = report.verdict;
    const bool isOpen = verdict.state == State::Held || verdict.state == State::Unknown;
    return isOpen && verdict.confidence == Verdict::Confidence::Presumed &&
           (verdict.reason == Reason::PidAlive || verdict.reason == Reason::PidRecycled);
}

} // namespace

bool isRecycledSince(const KnownLock &before, const LockReport &report)
{
    if (!wasWithoutProcess(before) || !restsOnPid(report) || !report.process || !report.kernelLocks.empty())
        return false;
    // The times of a file server are those of its clients as well.
    if (!report.fileSystem || report.fileSystem->remote || !before.changed || !before.inode)
        return false;
    const auto now = KnownLock::of(report);
    return before.inode == now.inode && before.created == now.created && before.changed == now.changed &&
           before.content == now.content;
}

void keepStale(LockReport &report)
{
    const ProcessName process{report.process->pid, report.process->name};
    report.verdict = {.state = State::Stale,
                      .confidence = Verdict::Confidence::Proved,
                      .reason = Reason::PidRecycled,
                      .sentences = {Message(Sentence::Verdict::StaleRecycled, process)}};
    report.evidence.insert(report.evidence.begin(),
                           {.id = Evidence::Id::PidRecycled,
                            .supports = Evidence::Supports::Stale,
                            .finding = Message(Sentence::Finding::StartedAfterChange, process),
                            .source = QStringLiteral("statx, kill(%1, 0) of earlier inspections").arg(process.pid)});
}

} // namespace Lockscope
