// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/deletedfile.h"

#include "inspect/arguments.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

void reportDeletedFiles(Conclusion &conclusion)
{
    const auto &facts = conclusion.facts;
    if (facts.deletedLocks.empty())
        return;
    const auto holders = holdersOf(facts.deletedLocks);
    for (const auto &lock : facts.deletedLocks) {
        conclusion.evidence.push_back({Evidence::Id::DeletedFileLocked,
                                       Evidence::Supports::Nothing,
                                       {Sentence::Finding::DeletedFileLocked, holderNames({lock}), describe(lock)},
                                       QStringLiteral("/proc/PID/fd, /proc/locks")});
    }
    const auto current = holdersOf(facts.kernelLocks);
    const bool isSame = std::ranges::all_of(holders, [&](const LockHolder &holder) {
        return std::ranges::find(current, holder.pid, &LockHolder::pid) != current.end();
    });
    if (isSame)
        return;
    const auto sentence = facts.absent ? Sentence::Verdict::HeldOnDeletedFile : Sentence::Verdict::TwoMayBeRunning;
    conclusion.verdict.sentences.push_back({sentence, holderNames(facts.deletedLocks)});
}

} // namespace Lockscope
