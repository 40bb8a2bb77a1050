// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

namespace Lockscope {

// Clauses: no capital letter, no full stop.

SourceText sourceOf(Sentence::Finding id)
{
    using enum Sentence::Finding;
    switch (id) {
    case KernelLockHeld:
        return {LockPhrases::noop("%1 holds %2"), LockPhrases::noop("%1 hold %2")};
    case KernelLockByMapping:
        return {LockPhrases::noop("%1 holds %2 through a mapping"), LockPhrases::noop("%1 hold %2 through mappings")};
    case KernelLockByTable:
        return {LockPhrases::noop("%1 acquired %2 and is still running, according to the kernel's table alone"),
                LockPhrases::noop("%1 acquired %2 and are still running, according to the kernel's table alone")};
    case KernelLockDeleted:
        return {LockPhrases::noop("%1 holds %2, and the file has been deleted"),
                LockPhrases::noop("%1 hold %2, and the file has been deleted")};
    case KernelLockElsewhere:
        return {LockPhrases::noop("%1 holds %2, in another root directory or mount namespace"),
                LockPhrases::noop("%1 hold %2, in another root directory or mount namespace")};
    case KernelLockSameNumber:
        return {LockPhrases::noop("%1 holds %2 on this file or on another one with the same inode number"),
                LockPhrases::noop("%1 hold %2 on this file or on another one with the same inode number")};
    case MoreKernelLocks:
        return {LockPhrases::noop("%1 more kernel lock is held on it"),
                LockPhrases::noop("%1 more kernel locks are held on it")};
    case NoKernelLock:
        return LockPhrases::noop("the kernel reports no lock on it");
    case KernelLockBefore:
        return LockPhrases::noop("a process held a kernel lock on it before");
    case Deadlock:
        return LockPhrases::noop("%1");
    case KernelTableUnreadable:
        return LockPhrases::noop("the kernel's table of locks cannot be read");
    case NfsClient:
        return LockPhrases::noop("NFS client %1 (%2) has locked the file, and last renewed its lease %3 s ago");
    case NfsClientExpired:
        return LockPhrases::noop("NFS client %1 (%2) has locked the file, but last renewed its lease %3 s ago: the "
                                 "server releases the lock when another client requests it");
    case Nfs3Client:
        return LockPhrases::noop("the lock belongs to an NFS 3 client, and the kernel does not record which one");
    case NfsClientsUnreadable:
        return LockPhrases::noop("the server's table of NFS clients, which would identify the client, cannot be read");
    case HiddenFilesAsRoot:
        return LockPhrases::noop("the open files of some processes, which would identify the holder, cannot be read");
    case HiddenFilesOfOthers:
        return LockPhrases::noop(
            "the open files of other users' processes, which would identify the holder, cannot be read (run as root)");
    case DeletedFileLocked:
        return {LockPhrases::noop("%1 still holds %2 on a deleted file that had this path"),
                LockPhrases::noop("%1 still hold %2 on a deleted file that had this path")};
    case CompanionLocked:
        return {LockPhrases::noop("%1 holds %2 on the companion file %3"),
                LockPhrases::noop("%1 hold %2 on the companion file %3")};
    case CompanionNotLocked:
        return LockPhrases::noop("the kernel reports no lock on the companion file %1");
    case CompanionNewer:
        return LockPhrases::noop(
            "the companion file %1 is newer, so the holder may have a kernel lock on one that was deleted");
    case CompanionMissing:
        return LockPhrases::noop("the companion file %1, on which its holder has a kernel lock, does not exist");
    case ProgramWorksHere:
        return LockPhrases::noop(
            "%1, of the program that creates such locks, is working in the directory that the lock belongs to");
    case ProgramRunsElsewhere:
        return LockPhrases::noop("the program that creates such locks is running on this host, but not in this "
                                 "directory, as far as can be seen");
    case NoSuchProgramRuns:
        return LockPhrases::noop("no program that creates such locks is running on this host");
    case NoRows:
        return LockPhrases::noop("no row in it represents a lock");
    case OneRow:
        return LockPhrases::noop("one row in it represents a lock");
    case Rows:
        return LockPhrases::noop("%1 rows in it represent locks");
    case MoreRows:
        return LockPhrases::noop("it has more than 10,000 rows, of which the first 10,000 are shown");
    case RowsRefused:
        return LockPhrases::noop(
            "the locks in it cannot be read: the database, its log or its directory is not readable");
    case RowsTooLarge:
        return LockPhrases::noop("the locks in it cannot be read: it is larger than the limit of 16 MiB");
    case RowsBeingWritten:
        return LockPhrases::noop("the locks in it cannot be read: a transaction is being written");
    case RowsHotJournal:
        return LockPhrases::noop(
            "the locks in it cannot be read: its last writer was interrupted in the middle of a transaction");
    case RowsDamaged:
        return LockPhrases::noop(
            "the locks in it cannot be read: it is damaged, or its table of locks belongs to another program");
    case SharedMemoryInUse:
        return {LockPhrases::noop("%1 process is attached to the shared memory that it names"),
                LockPhrases::noop("%1 processes are attached to the shared memory that it names")};
    case SharedMemoryUnused:
        return LockPhrases::noop("no process is attached to the shared memory that it names");
    case NotRunning:
        return LockPhrases::noop("process %1 is not running on this host");
    case NotRunningInNamespace:
        return LockPhrases::noop("process %1 is not running in PID namespace %2 of this host");
    case OtherStartTime:
        return LockPhrases::noop("%1 started at another time than the process recorded in the lock");
    case StartedAfterChange:
        return LockPhrases::noop(
            "%1 started after the file was last changed, so the PID belonged to another process before");
    case Zombie:
        return LockPhrases::noop("%1 has exited, and only its parent has not collected its exit status yet");
    case Running:
        return LockPhrases::noop("%1 is running");
    case RunningAsOtherUser:
        return LockPhrases::noop("%1 is running as another user");
    case Stopped:
        return LockPhrases::noop("%1 is stopped, and keeps what it holds");
    case ThreadId:
        return LockPhrases::noop("%1 is the thread ID of a thread of process %2");
    case AmbiguousPid:
        return LockPhrases::noop(
            "its digits can be read as %1 PIDs, and some of these processes are running or cannot be checked");
    case TextConfirmed:
        return LockPhrases::noop("its text records the same process %1");
    case TextIsComment:
        return LockPhrases::noop("its text records process %1, but remains when that process has exited");
    case InHexadecimal:
        return LockPhrases::noop("read as hexadecimal, the recorded number is the PID of %1, which is running");
    case OtherNumber:
        return LockPhrases::noop("another number in the text is the PID of %1, which is running");
    case StartedAfterWriting:
        return LockPhrases::noop("%1 started after the content of the file was last written");
    case ClockStepped:
        return LockPhrases::noop("%1 seems to have started after the file was last changed, but the wall clock has "
                                 "been set since boot, or may have been");
    case KernelThread:
        return LockPhrases::noop("%1 is a kernel thread, which creates no lock files");
    case InitProcess:
        return LockPhrases::noop("%1 is the init process of this host, and the lock does not look like one of init's; "
                                 "in a container any program may be PID 1");
    case OtherProgram:
        return LockPhrases::noop("it records the program %1, and that PID is %2");
    case NotItsProgram:
        return LockPhrases::noop("the recorded PID is %1, but only %2 creates such locks");
    case AbovePidMax:
        return LockPhrases::noop("%1 is above the largest PID of this host (%2)");
    case PortInUse:
        return LockPhrases::noop("a process on this host listens on port %1");
    case BareNumber:
        return LockPhrases::noop("it contains nothing but a number, and its name is not one that conventionally holds "
                                 "a PID (*.pid, *.lock, *.lck, lock, *.pidfile, LCK..*)");
    case NotNamedLikeLock:
        return LockPhrases::noop("it records no host, and its name is not that of a lock");
    case OtherBoot:
        return LockPhrases::noop("it was created in boot %1, and this host has booted since (%2)");
    case ChangedBeforeBoot:
        return LockPhrases::noop("it was last changed before this host booted");
    case OtherBootTime:
        return LockPhrases::noop(
            "it records that its host booted at another time than this one (second %1 since 1970)");
    case InContainer:
        return LockPhrases::noop("%1 has the PID %2 in a container of this host that is named %3");
    case SamePidInContainer:
        return LockPhrases::noop("process %1 has the PID %2 in a PID namespace of its own, such as a container");
    case OwnPidNamespace:
        return LockPhrases::noop("this program is running in an inner PID namespace, and sees neither processes "
                                 "outside of it nor their locks");
    case ProcessesHidden:
        return LockPhrases::noop(
            "processes of other users are hidden (hidepid), so one in a container may have this PID");
    case ForeignPidNamespace:
        return LockPhrases::noop("its PID belongs to PID namespace %1, and this one is %2");
    case HostAlias:
        return LockPhrases::noop("it records host %1, which is this host (%2)");
    case SameBootOtherName:
        return LockPhrases::noop("it records host %1, but the current boot of this machine: the host was renamed, or "
                                 "it is a container here");
    case SameMachineId:
        return LockPhrases::noop("it records the ID of this machine, which containers made from one image share");
    case OtherMachineId:
        return LockPhrases::noop("it records the ID of another machine, or the ID of this machine has been replaced");
    case OtherBootOfSameName:
        return LockPhrases::noop("it records host %1, which is the name of this host, but another boot: on %2, that is "
                                 "an earlier boot of this host or another host with the same name");
    case HostUnclear:
        return LockPhrases::noop("it records host %1, which may or may not be this host (%2)");
    case OtherHost:
        return LockPhrases::noop("it records host %1, and this is host %2");
    case RunningOnHost:
        return LockPhrases::noop("%1 is running on host %2");
    case NotRunningOnHost:
        return LockPhrases::noop("process %1 is not running on host %2");
    case OtherStartTimeOnHost:
        return LockPhrases::noop("process %1 on host %2 started at another time than the process recorded in the lock");
    case ZombieOnHost:
        return LockPhrases::noop("process %1 on host %2 has exited, and only its parent has not collected its exit "
                                 "status yet");
    case HostBootedSince:
        return LockPhrases::noop("process %1 belongs to an earlier boot of host %2");
    case UndecidedOnHost:
        return LockPhrases::noop("host %2 cannot determine whether process %1 holds it");
    case KernelLockOnHost:
        return LockPhrases::noop("on host %2, %1 holds %3");
    case OtherFileOnHost:
        return LockPhrases::noop("host %1 has another file at this path");
    case HostHidesProcesses:
        return LockPhrases::noop("the program that answers on host %1 does not see all processes there");
    case HostNotReached:
        return LockPhrases::noop("host %1 was not reached");
    case HostNotReachedBecause:
        return LockPhrases::noop("host %1 was not reached: %2");
    case HostDidNotAnswer:
        return LockPhrases::noop("host %1 did not answer in time");
    case HostAnswerInvalid:
        return LockPhrases::noop("the answer of host %1 is invalid");
    case HostIsOtherMachine:
        return LockPhrases::noop("another machine answered for host %1 than the one in the list of hosts");
    case HostNameAmbiguous:
        return LockPhrases::noop("several hosts in the list of hosts have the name %1");
    case RemoteFileSystem:
        return LockPhrases::noop("it is on %1, where other hosts may hold it unseen");
    case OverlayLayer:
        return LockPhrases::noop("it is in a layer of the overlay file system mounted at %1, and processes that use it "
                                 "there have another inode open");
    case SameInodeOnUnseenMount:
        return LockPhrases::noop(
            "%1 holds a kernel lock on a file with the same inode number, on a file system that is "
            "not mounted here");
    case SameInodeThroughFuse:
        return {
            LockPhrases::noop("%1 holds a kernel lock on a file with the same inode number on another file system, "
                              "and one of the two is a FUSE file system"),
            LockPhrases::noop("%1 hold kernel locks on a file with the same inode number on another file system, and "
                              "one of the two is a FUSE file system")};
    case ContentUnreadable:
        return LockPhrases::noop("its content cannot be read: %1");
    case PathUnreadable:
        return LockPhrases::noop("it cannot be inspected: %1");
    case LeaseNotBroken:
        return LockPhrases::noop("it was not opened, because that would break the lease on it");
    case OwnPosixLockKept:
        return LockPhrases::noop("it was not opened, because closing it would release this process's own POSIX lock");
    case Incomplete:
        return LockPhrases::noop("it is empty or cut off where it should record a process");
    case LinksUnexplained:
        return LockPhrases::noop("it has %1 hard links, and none beside it shows who created them");
    case LinksExplained:
        return LockPhrases::noop("it has %1 hard links, one of which is %2");
    case HeartbeatAge:
        return LockPhrases::noop("its last heartbeat is %1 s old; its program allows for %2 s");
    case LeaseRemaining:
        return LockPhrases::noop("its lease lasts for another %1 s; its program allows for %2 s");
    case LeaseExpired:
        return LockPhrases::noop("its lease expired %1 s ago; its program allows for %2 s");
    case FutureTime:
        return LockPhrases::noop("its modification time is %1 s in the future, so times prove nothing about it");
    case ChangedWhileReading:
        return LockPhrases::noop("it was written or replaced each time it was read");
    case Mapped:
        return LockPhrases::noop("%1 has it mapped");
    case OpenForWriting:
        return LockPhrases::noop("%1 has it open for writing");
    case OpenForReading:
        return LockPhrases::noop("%1 has it open for reading");
    case NotOpen:
        return LockPhrases::noop("no process on this host has it open");
    case EtcdHolder:
        return LockPhrases::noop("the key %1 has the lowest revision of the lock, %2, which is its fencing token");
    case EtcdLease:
        return LockPhrases::noop("its lease ends in %1 seconds unless it is renewed");
    case EtcdWithoutLease:
        return LockPhrases::noop("the key has no lease, so that it stays until it is deleted");
    case EtcdWaiter:
        return LockPhrases::noop("%1 waits with the key %2");
    case EtcdWaiterUnnamed:
        return LockPhrases::noop("a client waits with the key %1");
    case EtcdOtherKey:
        return LockPhrases::noop("its lease also keeps the key %1");
    case EtcdNoAnswer:
        return LockPhrases::noop("etcd at %1 did not answer: %2");
    case FormerHolder:
        return LockPhrases::noop("%1 held it last; its key was deleted at revision %2 without a release");
    }
    return "";
}

} // namespace Lockscope
