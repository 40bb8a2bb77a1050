// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

namespace Lockscope {

// Steps and proofs are clauses; consequences and advice are sentences.

SourceText sourceOf(Sentence::Plan id)
{
    using enum Sentence::Plan;
    switch (id) {
    case Recheck:
        return LockPhrases::noop("inspect it again, and stop if anything differs");
    case RecordInJournal:
        return LockPhrases::noop("record it in the journal");
    case RecordRowInJournal:
        return LockPhrases::noop("record it in the journal, with the row");
    case DeleteRow:
        return LockPhrases::noop("delete this row, if its owner is still the same");
    case Quarantine:
        return LockPhrases::noop("move it to %1 and leave a placeholder");
    case CheckMoved:
        return LockPhrases::noop("check the moved file; restore it if it is not the one that was inspected");
    case RemovePlaceholder:
        return LockPhrases::noop("remove the placeholder");
    case QuarantineCompanion:
        return LockPhrases::noop("move its companion file %1 to the quarantine too");
    case HolderGoesOn:
        return {LockPhrases::noop("%1 continues as if it held the lock, while another process can acquire it: both may "
                                  "use what it protects at the same time."),
                LockPhrases::noop("%1 continue as if they held the lock, while another process can acquire it: all may "
                                  "use what it protects at the same time.")};
    case OwnerMayGoOn:
        return LockPhrases::noop(
            "If its owner, %1, is still running, two processes may use what it protects at the same time.");
    case FreeMayBeInUse:
        return LockPhrases::noop("No process holds it, but one that is about to acquire it may be disturbed.");
    case SomeoneMayGoOn:
        return LockPhrases::noop(
            "If a process still holds it, two processes may use what it protects at the same time.");
    case EndHolder:
        return LockPhrases::noop("To free it, end its holder: lockscopectl signal TERM %1");
    case RowInDatabase:
        return LockPhrases::noop("%1 in %2");
    case ProofDescriptor:
        return LockPhrases::noop("the kernel shows the lock at its descriptor %1");
    case ProofStart:
        return LockPhrases::noop("the lock records its start time");
    case ProofRunning:
        return LockPhrases::noop("the lock records it, and it was running when the lock was written");
    }
    return "";
}

} // namespace Lockscope
