// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

namespace Lockscope {

// Whole sentences. The placeholders %1, %2 ... are for names and values, in the order in which lib/inspect passes them.

SourceText sourceOf(Sentence::Verdict id)
{
    using enum Sentence::Verdict;
    switch (id) {

    // By a kernel lock.
    case HeldByKernelLock:
        return {LockPhrases::noop("Held: %1 holds a kernel lock on it."),
                LockPhrases::noop("Held: %1 hold kernel locks on it.")};
    case HeldOnRemoteFileSystem:
        return {LockPhrases::noop("Probably held: %1 holds a kernel lock on it. The file is on %2, and only the server "
                                  "knows whether it still grants the lock to this host."),
                LockPhrases::noop("Probably held: %1 hold kernel locks on it. The file is on %2, and only the server "
                                  "knows whether it still grants the locks to this host.")};
    case HeldOnDeletedPath:
        return {LockPhrases::noop("Held: %1 holds a kernel lock on %2, which has been deleted."),
                LockPhrases::noop("Held: %1 hold kernel locks on %2, which has been deleted.")};
    case HeldOnPathElsewhere:
        return {LockPhrases::noop("Held: %1 holds a kernel lock on %2, as that process sees the path."),
                LockPhrases::noop("Held: %1 hold kernel locks on %2, as those processes see the path.")};
    case AcquiredAndRunning:
        return LockPhrases::noop("Held: %1 acquired a kernel lock on it and is still running.");
    case AcquiredByPid:
        return LockPhrases::noop(
            "The process with PID %1 acquired the lock; it may have exited since, and passed the lock "
            "on.");
    case HeldForNfsClient:
        return LockPhrases::noop(
            "Held: NFS client %1 (%2) holds a kernel lock on it. The NFS server of this host keeps "
            "the lock for that client.");
    case HeldForOneOfNfsClients:
        return LockPhrases::noop(
            "Held: the NFS server of this host keeps a kernel lock on it for one of %1 clients that "
            "have locked the file.");
    case HeldForUnseenNfsClient:
        return LockPhrases::noop("Held: the NFS server of this host keeps a kernel lock on it for a client.");
    case HeldForNfs3Client:
        return LockPhrases::noop(
            "Held: the NFS server of this host keeps a kernel lock on it for an NFS 3 client. The "
            "kernel does not record which client. A client that lost power keeps its lock until it "
            "boots again.");
    case DeadlockFound:
        return LockPhrases::noop("%1. Ending any of them lets the others continue.");
    case RunAsRootToIdentifyHolder:
        return LockPhrases::noop("Run as root to identify the holder for certain.");
    case HeldByInodeNumber:
        return LockPhrases::noop(
            "Probably held: the kernel reports a lock on a file with this inode number, but several files on %1 may "
            "have that number, and the holder's open files cannot be read.");
    case RunAsRootToBeSure:
        return LockPhrases::noop("Run as root to be sure.");
    case HeldByCompanion:
        return {LockPhrases::noop("Held: %1 holds a kernel lock on its companion file %2."),
                LockPhrases::noop("Held: %1 hold kernel locks on its companion file %2.")};
    case LeaseNotBroken:
        return {LockPhrases::noop("Not read: %1 holds a lease on it, and opening the file would break the lease. "
                                  "Inspect it again when the lease has been released."),
                LockPhrases::noop("Not read: %1 hold leases on it, and opening the file would break them. Inspect it "
                                  "again when the leases have been released.")};
    case OwnPosixLockKept:
        return LockPhrases::noop("Not read: this process holds a POSIX lock on it, and closing the file would release "
                                 "that lock. Inspect it from another process.");
    case FreeNoKernelLock:
        return LockPhrases::noop("Free: no process holds a kernel lock on it.");
    case FreeWhateverText:
        return LockPhrases::noop("Free: no process holds a kernel lock on it, whatever its text says.");
    case FreeSinceLastSeen:
        return LockPhrases::noop("Probably free: a process held a kernel lock on it before, and none does now.");
    case ProbablyFreeNoKernelLock:
        return LockPhrases::noop("Probably free: no process holds a kernel lock on it.");
    case FreeByCompanion:
        return LockPhrases::noop("Free: no process holds a kernel lock on its companion file %1, as its holder would. "
                                 "Its content is from an earlier holder.");
    case NoKernelLock:
        return LockPhrases::noop("No process holds a kernel lock on it.");
    case NoKernelLockButUndecided:
        return LockPhrases::noop("No process holds a kernel lock on it, but that does not make it free.");
    case NoKernelLockHereButRemote:
        return LockPhrases::noop("No process on this host holds a kernel lock on it, but the file is on %1. Check the "
                                 "other hosts that use it.");
    case NoKernelLockInContainer:
        return LockPhrases::noop("No process in this container holds a kernel lock on it, but one outside of the "
                                 "container may, which cannot be seen from here. Check on the host.");
    case TextOfUnknownMeans:
        return LockPhrases::noop(
            "No process holds a kernel lock on it. Its text suggests a program that uses kernel locks, and then it is "
            "free, but that is not certain. Check which program created it.");
    case EmptyOfUnknownMeans:
        return LockPhrases::noop(
            "An empty lock file that records no owner, and no process holds a kernel lock on it. It is free if its "
            "program uses kernel locks, such as flock(1). It is held if its program treats an existing file as held, "
            "such as py-filelock's SoftFileLock. Check which program created it.");
    case KernelTableUnreadable:
        return LockPhrases::noop("The kernel's table of locks cannot be read, so no process can be ruled out as the "
                                 "holder. Inspect it where /proc/locks is readable.");
    case HeldOnDeletedFile:
        return {LockPhrases::noop("However, %1 still holds a kernel lock on a deleted file that had this path."),
                LockPhrases::noop("However, %1 still hold kernel locks on a deleted file that had this path.")};
    case TwoMayBeRunning:
        return {LockPhrases::noop("However, %1 still holds a kernel lock on a deleted file that had this path. Two "
                                  "instances may be running at once."),
                LockPhrases::noop("However, %1 still hold kernel locks on a deleted file that had this path. Two "
                                  "instances may be running at once.")};

    // Unreadable or unknown.
    case Absent:
        return LockPhrases::noop("There is no such file.");
    case ContentUnreadable:
        return LockPhrases::noop("Its content cannot be read: %1.");
    case PathUnreadable:
        return LockPhrases::noop("It cannot be inspected: %1.");
    case RunAsOwnerOrRoot:
        return LockPhrases::noop("Run as its owner or as root.");
    case DirectoryNamedLikeLock:
        return LockPhrases::noop(
            "A directory with the name of a lock, in an unknown format. Check which program created it.");
    case Directory:
        return LockPhrases::noop("Not a lock: a directory. Use 'scan' to list the locks in it.");
    case SymlinkNamedLikeLock:
        return LockPhrases::noop(
            "A symbolic link with the name of a lock, in an unknown format. Check which program created it.");
    case Symlink:
        return LockPhrases::noop("Not a lock: a symbolic link. Inspect its target instead.");
    case Fifo:
        return LockPhrases::noop("Not a lock: a FIFO.");
    case Socket:
        return LockPhrases::noop("Not a lock: a socket.");
    case Device:
        return LockPhrases::noop("Not a lock: a device.");
    case TypeNotVisible:
        return LockPhrases::noop("The file itself cannot be seen from here.");
    case EmptyOfUnknownFormat:
        return LockPhrases::noop("An empty file of an unknown format. Some programs treat an existing file as held.");
    case UnknownFormat:
        return LockPhrases::noop("Its content matches no known format.");
    case OrdinaryFile:
        return LockPhrases::noop("Not a lock: an ordinary file.");
    case NotALock:
        return LockPhrases::noop("Not a lock: %1.");
    case Incomplete:
        return LockPhrases::noop(
            "It records no process: its writer was interrupted, or is still writing. Inspect it again.");
    case InterruptedBreak:
        return LockPhrases::noop("Placeholder of an interrupted break, unless one is running right now. Run "
                                 "'lockscopectl broken' to restore the lock, as the user who ran the break.");
    case DisagreesWithFormat:
        return LockPhrases::noop("It matches two formats that lead to different answers: as %1 nobody would hold it, "
                                 "but as %2 somebody may.");

    // By its existence or a heartbeat.
    case NoRows:
        return LockPhrases::noop("Free: no row in it represents a lock.");
    case ProgramWorksHere:
        return LockPhrases::noop("Probably held: %1 is working in the directory that the lock belongs to.");
    case ChangedBeforeBoot:
        return LockPhrases::noop(
            "It was last changed before this host booted, so a process of this host that created it has exited. "
            "However, it records no process, and another host may share the directory.");
    case NoSuchProgramRuns:
        return LockPhrases::noop(
            "Possibly stale: no program that creates such locks is running on this host, but that is no proof.");
    case MarkerWithoutOwner:
        return LockPhrases::noop(
            "Probably held: this kind of lock is held while it exists, and it records no process.");
    case MarkerWithOwner:
        return LockPhrases::noop("Probably held: this kind of lock is held while it exists. It records %1, which "
                                 "cannot be checked from here.");
    case MarkerOfThisHost:
        return LockPhrases::noop("Probably held: this kind of lock is held while it exists. It records %1, but no "
                                 "process.");
    case ProgramOfOwnerRuns:
        return LockPhrases::noop("Probably held: this kind of lock is held while it exists. It records %1, but no "
                                 "process. %2, which creates such locks, is running as the owner of the file.");
    case DirectoryWithoutHeartbeat:
        return LockPhrases::noop("Probably held: a directory with the name of a lock, which is held while it exists, "
                                 "and it records no owner. Check which program created it.");
    case ButHeartbeatOverdue:
        return LockPhrases::noop("However, its heartbeat is overdue, and its program may take it over.");
    case LeaseExpiredRecently:
        return LockPhrases::noop(
            "Probably held: its lease has expired, but so recently that its program does not take it over yet.");
    case HeartbeatRecent:
        return LockPhrases::noop("Probably held: its heartbeat is recent.");
    case HeartbeatUndecided:
        return LockPhrases::noop(
            "Probably held: it exists, and its time does not show whether its holder still refreshes it.");
    case HeartbeatOverdue:
        return LockPhrases::noop("The heartbeat is overdue. Age alone does not prove that the holder has exited.");
    case NoClaimBeside:
        return LockPhrases::noop("Free: no holder has left a claim beside it.");

    // By the process that it records.
    case NoProcessRecorded:
        return LockPhrases::noop("It records no process, so nothing on this host can show who holds it.");
    case HeldInContainer:
        return LockPhrases::noop("Probably held: %1 has the PID %2 in a container of this host that is named %3.");
    case CreatedOnOtherHost:
        return LockPhrases::noop("Created on host %1. Check there.");
    case CreatedOnHostOrByProgram:
        return LockPhrases::noop(
            "Created on a host called %1, or by a program called %1 with PID %2, which is not running "
            "on this host. If there is such a host, check there.");
    case OrInContainer:
        return LockPhrases::noop(
            "If a container of this host has the name %1, it may be process %2, whose PID there is %3.");
    case HostUnclear:
        return LockPhrases::noop("It records host %1, which may or may not be this host (%2).");
    case OtherBootOfSameName:
        return LockPhrases::noop("It records host %1, which is the name of this host, but another boot. On %2, that is "
                                 "an earlier boot of this host or another host with the same name.");
    case HeldOnHost:
        return LockPhrases::noop("Probably held: %1, recorded in the lock, is running on host %2.");
    case HeldByKernelLockOnHost:
        return LockPhrases::noop(
            "Probably held: %1 on host %2 holds a kernel lock on it. The file is on %3, and only the "
            "server knows whether it still grants the lock to that host.");
    case StaleOnHost:
        return LockPhrases::noop("Stale: process %1 is no longer running on host %2.");
    case StaleBootedSinceOnHost:
        return LockPhrases::noop("Stale: process %1 exited when host %2 was last rebooted.");
    case ExitedOnHostButHidden:
        return LockPhrases::noop("Process %1 is not running on host %2, as far as lockscopectl can see there: it does "
                                 "not see all processes. Log in to that host as a user that does, such as root.");
    case ExitedOnHostOrProgram:
        return LockPhrases::noop("Process %1 is not running on host %2, but %2 may also be the name of a program. "
                                 "Check which program created the lock.");
    case ExitedOnHostButMoreText:
        return LockPhrases::noop("Process %1 is not running on host %2, but the rest of the text may record another "
                                 "process or host. Check with the program that wrote it.");
    case ExitedOnHostButChanging:
        return LockPhrases::noop(
            "Process %1 is not running on host %2, but the file keeps changing. Inspect it again.");
    case SharedMemoryInUse:
        return LockPhrases::noop("Probably held: process %1 has exited, but other processes still use the shared "
                                 "memory that the lock names. End those first.");
    case NotInThisContainer:
        return LockPhrases::noop("Process %1 is not running in this container, but a process outside of it may be "
                                 "meant. Check on the host.");
    case ExitedHereButInContainer:
        return LockPhrases::noop("Process %1 is not running on this host, but process %2 has the PID %3 in a "
                                 "container. Check in that container whether it is the holder.");
    case ExitedHereButHidden:
        return LockPhrases::noop("Process %1 is not running here, but a process in a container may be meant. Run as "
                                 "root to see processes of other users.");
    case ExitedHereButRemote:
        return LockPhrases::noop("Process %1 is not running here, but the file is on %2 and records no host. Check the "
                                 "other hosts that use it.");
    case ExitedHereButSameName:
        return LockPhrases::noop("Process %1 is not running here, but the file is on %2, and another host that uses it "
                                 "may also have the name %3. Check each host of that name, or the file server.");
    case ExitedButMoreText:
        return LockPhrases::noop(
            "Process %1, recorded in the lock, is not running, but the rest of the text may record "
            "another process or host. Check with the program that wrote it.");
    case ExitedButChanging:
        return LockPhrases::noop(
            "It records process %1, which is not running, but the file keeps changing. Inspect it again.");
    case StaleBootedSince:
        return LockPhrases::noop("Stale: this host has booted since process %1 created the lock.");
    case StaleAllExited:
        return LockPhrases::noop("Stale: none of the %1 processes recorded in the lock is running.");
    case StaleEveryReadingExited:
        return LockPhrases::noop(
            "Stale: its digits can be read as several PIDs, and none of these processes is running.");
    case StaleExited:
        return LockPhrases::noop("Stale: process %1 is no longer running on this host.");
    case StaleZombie:
        return LockPhrases::noop("Stale: %1 has exited, and only its parent has not collected its exit status yet.");
    case StaleRecycled:
        return LockPhrases::noop(
            "Stale: the process that created the lock has exited, and %1 started later with the same PID.");
    case StaleRecycledByBoot:
        return LockPhrases::noop("Stale: this host has booted since the lock was created, so process %1 is another "
                                 "process with the same PID.");
    case RunningButCompanionFree:
        return LockPhrases::noop("%1 is running, but no process holds a kernel lock on the companion file %2, as the "
                                 "holder would. Check whether that process uses the lock.");
    case RunningButOtherProgram:
        return LockPhrases::noop("%1 is running, but the lock records the program %2. If the process was never that "
                                 "program, the holder has exited. Check what the process does.");
    case RunningButNotItsProgram:
        return LockPhrases::noop("%1 is running, but only %2 creates such locks. %2 itself ignores a lock whose PID "
                                 "belongs to another program. Check what the process does.");
    case RunningButOtherBootTime:
        return LockPhrases::noop("%1 is running, but the lock records another boot time than that of this host. Check "
                                 "whether that process uses the lock.");
    case HeldByRecordedProcess:
        return LockPhrases::noop("Probably held: %1, recorded in the lock, is running.");
    case HeldInPidNamespace:
        return LockPhrases::noop("Probably held: %1 has the PID %2 in the PID namespace that the lock records.");
    case HeldByOtherUser:
        return LockPhrases::noop(
            "Probably held: process %1 of another user, recorded in the lock, is running. Run as root to see more.");
    case OrOtherProcessInContainer:
        return LockPhrases::noop("It may also mean process %1, which has the PID %2 in a container.");
    case AmbiguousPid:
        return LockPhrases::noop("Its digits can be read as several PIDs (%1), and %2 of these processes are running. "
                                 "Only the program that created the lock knows which one is meant.");
    case ForeignPidNamespace:
        return LockPhrases::noop(
            "The PID %1 belongs to a PID namespace that cannot be seen from here in full. Check on the host, as root.");
    case NotAPid:
        return LockPhrases::noop(
            "The number in it is not that of a process that can be checked. Check with the program that uses it.");
    case AbovePidMax:
        return LockPhrases::noop(
            "The recorded number %1 is above the largest PID of this host (%2), so it was never the PID of a process "
            "here. It may come from another host or a container, or not be a PID. Check which program uses the file.");
    case ListensOnPort:
        return LockPhrases::noop(
            "Probably held: a process on this host listens on port %1, which is the number in the file.");
    case MayRecordPort:
        return LockPhrases::noop(
            "No process %1 is running, but a process on this host listens on port %1, and the file may record that "
            "port. Check with `ss -lntup` whether that process uses the file.");
    case NumberMayBeNoPid:
        return LockPhrases::noop("No process has the recorded PID %1, but neither the name of the file nor its content "
                                 "says that the number is a PID of this host. Check which program uses the file.");
    case RunningInHexadecimal:
        return LockPhrases::noop(
            "No process has the PID %1, but the number may be hexadecimal, and %2 has that PID. Check "
            "whether that process uses the file.");
    case OtherNumberRuns:
        return LockPhrases::noop(
            "Process %1, recorded in the lock, is not running, but another number in the text is the "
            "PID of %2. Check whether that process uses the lock.");
    case KernelThread:
        return LockPhrases::noop("%1 is a kernel thread, so it is not the holder. The PID may come from a container, "
                                 "or from before this host booted. Check which program uses the file.");
    case InitProcess:
        return LockPhrases::noop("%1 is the init process of this host, which does not use this lock. The PID may come "
                                 "from a container. Check which program uses the file.");
    case StartedAfterwards:
        return LockPhrases::noop(
            "%1 seems to have started after the lock was last written, so it is probably not the holder. The times of "
            "the file and the clock do not allow a proof. Check whether that process uses the file.");
    case HeldMapped:
        return LockPhrases::noop("Probably held: %1 has it mapped.");
    case HeldOpenForWriting:
        return LockPhrases::noop("Probably held: %1 has it open for writing.");
    case HeldOpenForReading:
        return LockPhrases::noop("Probably held: %1 has it open for reading.");
    case ProbablyStaleButOpen:
        return LockPhrases::noop(
            "Probably stale, but %1 has it open for reading. Check that this process does not hold the lock.");
    case ProbablyStaleButFilesHidden:
        return LockPhrases::noop(
            "Probably stale, but the open files of processes of other users cannot be read, and one "
            "of these processes may have it open. Run as root to be sure.");

    // In a layer of an overlay.
    case InOverlayLayer:
        return LockPhrases::noop(
            "It is part of the overlay file system mounted at %1. Processes that use it through that mount cannot be "
            "seen from here. Inspect %2 instead.");
    case InOverlayLayerOfProcess:
        return LockPhrases::noop(
            "It is part of the overlay file system that process %3 has mounted at %1. Processes that use it through "
            "that mount cannot be seen from here. Inspect %2 in the mount namespace of process %3 instead.");

    case SameInodeOnUnseenMount:
        return LockPhrases::noop("%1 holds a kernel lock on a file with the same inode number, on a file system that "
                                 "is not mounted here. If "
                                 "that is an overlay with this directory as a layer, it is the same file.");
    case SameInodeThroughFuse:
        return {
            LockPhrases::noop("%1 holds a kernel lock on a file with the same inode number on another file system. It "
                              "is the same file if a FUSE file system such as bindfs shows it in both places."),
            LockPhrases::noop("%1 hold kernel locks on a file with the same inode number on another file system. It "
                              "is the same file if a FUSE file system such as bindfs shows it in both places.")};

    // Rows of a database.
    case RowsRefused:
        return LockPhrases::noop(
            "The locks in it cannot be read: the database, its log or its directory is not readable. Run as its owner "
            "or as root, and from a process that does not have it open.");
    case RowsTooLarge:
        return LockPhrases::noop("The locks in it cannot be read: it is larger than the limit of 16 MiB. Query it with "
                                 "`sqlite3 FILE 'select * from locks'`.");
    case RowsBeingWritten:
        return LockPhrases::noop("The locks in it cannot be read: a transaction is being written. Inspect it again.");
    case RowsHotJournal:
        return LockPhrases::noop("The locks in it cannot be read: its last writer was interrupted in the middle of a "
                                 "transaction. Open it with SQLite, which rolls the transaction back, for example with "
                                 "`sqlite3 FILE .tables`, and inspect it again.");
    case RowsDamaged:
        return LockPhrases::noop(
            "The locks in it cannot be read: it is damaged, or its table of locks belongs to another program.");
    case MoreRows:
        return LockPhrases::noop("It has more than 10,000 rows, of which the first 10,000 are shown. List all with "
                                 "`sqlite3 FILE 'select * from locks'`.");

    // Companion files.
    case OrdinaryEmptyFile:
        return LockPhrases::noop("An ordinary empty file may have such a name, too.");
    case OrdinaryFileName:
        return LockPhrases::noop("An ordinary file may have such a name, too.");
    case NameRecordsNoProcess:
        return LockPhrases::noop("Its name does not record a process in a readable form.");
    case OfOtherJournal:
        return LockPhrases::noop("The journal of another user may list this broken lock. A lock that was broken by "
                                 "force is kept until that user restores it.");
    case EmptyDirectory:
        return LockPhrases::noop("An empty lock directory records no process: its creator may have been killed, or may "
                                 "be about to record itself.");

    // Additional sentences.
    case RecordsOwner:
        return LockPhrases::noop("It records %1.");
    case RecordsNoProcess:
        return LockPhrases::noop("It records no process.");
    case ProgramRule:
        return LockPhrases::noop("Its program treats it as stale %1.");
    case ToBeSure:
        return LockPhrases::noop("To be sure: %1.");
    case CheckProgram:
        return LockPhrases::noop("Check with the program that uses it.");
    case CheckCreator:
        return LockPhrases::noop("Check which program created it.");
    case CheckHost:
        return LockPhrases::noop("Check on host %1.");
    case CheckEachHost:
        return LockPhrases::noop("Check for process %1 on each host that may be meant.");
    case FormatNote:
        return LockPhrases::noop("%1");
    case Quarantined:
        return LockPhrases::noop("Absent: it was moved to the quarantine.");
    case Removed:
        return LockPhrases::noop("Absent: it was removed.");
    case HeldInEtcd:
        return LockPhrases::noop("Held: %1, recorded in its key, has the lock in etcd.");
    case HeldInEtcdUnnamed:
        return LockPhrases::noop("Held: a client of etcd has the lock. Its key records no process.");
    case EtcdFreesWhenLeaseEnds:
        return LockPhrases::noop("etcd frees the lock when its lease ends, in %1 seconds at the latest.");
    case FreeInEtcd:
        return LockPhrases::noop("Free: the lock has no key in etcd.");
    case FormerHolderRuns:
        return LockPhrases::noop(
            "Free in etcd, but %1, which held it last, is still running and did not release it. It "
            "may still use what the lock protects.");
    case EtcdUnreachable:
        return LockPhrases::noop("Unknown: etcd at %1 did not answer (%2).");
    case HostUnreachable:
        return LockPhrases::noop("Unknown: host %1 does not answer.");
    }
    return "";
}

} // namespace Lockscope
