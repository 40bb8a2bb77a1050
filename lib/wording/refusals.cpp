// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

namespace Lockscope {

// Clauses: no capital letter, no full stop.

SourceText sourceOf(Sentence::Refusal id)
{
    using enum Sentence::Refusal;
    switch (id) {
    case Absent:
        return LockPhrases::noop("it does not exist");
    case NotNamedLikeLock:
        return LockPhrases::noop("its format is unknown, and its name is not that of a lock");
    case NotALock:
        return LockPhrases::noop("it is not a lock");
    case UnknownFormat:
        return LockPhrases::noop("its format is unknown");
    case Free:
        return LockPhrases::noop("it is free");
    case FreeAndPermanent:
        return LockPhrases::noop("it is free, and the file is meant to stay");
    case HeldByUndecidedMeans:
        return LockPhrases::noop("it is not known whether its program treats an existing file as held");
    case HeldWhileItExists:
        return LockPhrases::noop("it is held while it exists, and nothing proves that its holder has exited");
    case HeartbeatFresh:
        return LockPhrases::noop("its holder refreshes it");
    case PortInUse:
        return LockPhrases::noop("a process on this host listens on the port that it may record");
    case HeldOpen:
        return LockPhrases::noop("%1 has it open");
    case HeldBy:
        return LockPhrases::noop("held by %1");
    case HeldOnHost:
        return LockPhrases::noop("%1 on host %2 may hold it");
    case KernelLocksEnd:
        return LockPhrases::noop("a kernel lock ends with its holder; removing the file would allow a second holder");
    case LocksOfOtherHosts:
        return LockPhrases::noop(
            "a kernel lock of another host cannot be seen from here; check the other hosts that use it");
    case LocksOutsideContainer:
        return LockPhrases::noop(
            "a kernel lock of a process outside of this container cannot be seen from here; break it "
            "on the host");
    case NothingRemovable:
        return LockPhrases::noop("the lock is not a file that can be removed");
    case NotProvenStale:
        return LockPhrases::noop("it is not proven that its holder has exited");
    case RowsUnknown:
        return LockPhrases::noop("the locks in it are not known");
    case NeverByFormat:
        return LockPhrases::noop("%1");
    case DirectoryWithFiles:
        return LockPhrases::noop("it is a directory that contains files which are not part of a lock of a known "
                                 "format; move them elsewhere first");
    case Unreadable:
        return LockPhrases::noop("it cannot be read (%1: %2)");
    case NoLockInDatabase:
        return LockPhrases::noop("this database contains no locks");
    }
    return "";
}

} // namespace Lockscope
