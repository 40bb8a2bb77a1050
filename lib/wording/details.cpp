// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

namespace Lockscope {

// Clauses: no capital letter, no full stop.

SourceText sourceOf(Sentence::Detail id)
{
    using enum Sentence::Detail;
    switch (id) {
    case Text:
        return LockPhrases::noop("%1");
    case OfThisObject:
        return LockPhrases::noop("this object holds it");
    case ObjectIsWaiting:
        return LockPhrases::noop("this object is already waiting for it");
    case ForkParentHolds:
        return LockPhrases::noop("the process that this one was forked from holds it");
    case TooLargeForLock:
        return LockPhrases::noop("it is larger than 64 KiB, so it is not a lock file; choose another path");
    case ForeignContent:
        return LockPhrases::noop("its content is not that of such a lock, and would be lost; choose another path");
    case NotAPidFile:
        return LockPhrases::noop("its content is not a PID; choose another path");
    case HasFcntlLock:
        return LockPhrases::noop("a program holds an fcntl lock on it, so it is not a lock of this kind");
    case HasFlock:
        return LockPhrases::noop("a program holds a flock on it, so it is not a lock of this kind");
    case HasKernelLock:
        return LockPhrases::noop("a program holds a kernel lock on it, so it is not a lock of this kind");
    case NotARegularFile:
        return LockPhrases::noop("it is not a regular file");
    case IsDirectory:
        return LockPhrases::noop("it is a directory, not a regular file");
    case IsFifo:
        return LockPhrases::noop("it is a FIFO, not a regular file");
    case IsSocket:
        return LockPhrases::noop("it is a socket, not a regular file");
    case IsDevice:
        return LockPhrases::noop("it is a device, not a regular file");
    case SlowSystem:
        return LockPhrases::noop("replacing the file took too long for the race delay; use a longer race delay");
    case NoTries:
        return LockPhrases::noop("no valid lock file can be created, because the parameter tries is 0");
    case OutOfRange:
        return LockPhrases::noop("'%1' must be from 0 to 3600");
    case UnknownOpenlockOption:
        return LockPhrases::noop(
            "unknown option '%1'; valid are race_delay, tries, retry_period, slow_system_exception");
    case OptionNotOfKind:
        return LockPhrases::noop("the kind %2 does not support %1");
    case DatabaseNeeded:
        return LockPhrases::noop("the kind sqlite needs a database file, the same for all who use the lock");
    case NoSharedDatabase:
        return LockPhrases::noop("no database is given that processes could share");
    case PathNeeded:
        return LockPhrases::noop("no path is given");
    case UnknownKind:
        return LockPhrases::noop("unknown kind '%1'; valid are %2");
    case RowRemoved:
        return LockPhrases::noop("its row was removed while this object held it");
    case DescriptorClosed:
        return LockPhrases::noop("this program closed the descriptor that held the lock");
    case DatabaseClosed:
        return LockPhrases::noop(
            "this program closed the descriptors by which SQLite had it open, and cannot open it again");
    case FileReplaced:
        return LockPhrases::noop("the file was removed or replaced while it was locked");
    case ReplacedWhileHeld:
        return LockPhrases::noop("it was replaced, or another process took it over, while this object held it");
    case RemovedWhileHeld:
        return LockPhrases::noop("it was removed or renamed while this object held it");
    case MarkerReplaced:
        return LockPhrases::noop("it was removed or replaced while this object held it");
    case RestIsIn:
        return LockPhrases::noop("the rest of it is in %1");
    case LinksNotRecognised:
        return LockPhrases::noop("on this file system a second name for a file has another inode number, so Lockscope "
                                 "could not recognise its own lock; use the kind mkdir or symlink");
    case LinksNotCounted:
        return LockPhrases::noop("this file system does not count the names of a file, which decides who has the lock; "
                                 "use the kind mkdir or symlink");
    case LocksStayOnHost:
        return LockPhrases::noop("%1 does not pass kernel locks on to other hosts, so two hosts could hold the lock at "
                                 "once; use the kind mkdir or symlink");
    case NotGrantedAgain:
        return LockPhrases::noop("the server of the file system no longer grants the lock to this host");
    case InvalidHost:
        return LockPhrases::noop(
            "a name and an ssh destination have no blanks and at most 255 characters, and a machine "
            "ID has 32 hexadecimal digits");
    case InvalidHostLine:
        return LockPhrases::noop("line %1 is invalid; a host has a name, an ssh destination and a machine ID");
    case HostListOfOther:
        return LockPhrases::noop("not used, because another user can write it");
    case HostNotReached:
        return LockPhrases::noop("host %1 was not reached: %2");
    case HostDidNotAnswer:
        return LockPhrases::noop("host %1 did not answer in time");
    case HostAnswerInvalid:
        return LockPhrases::noop("the answer of host %1 is invalid; is a current lockscopectl installed there?");
    case TestimonyTooOld:
        return LockPhrases::noop("the answer of host %1 is too old; try again");
    case NoHardLinks:
        return LockPhrases::noop("hard links cannot be created here; the kind mkdir does not need them");
    case ContentTemplate:
        return LockPhrases::noop("content template: %1");
    case NoHome:
        return LockPhrases::noop("this user has no home directory; set XDG_STATE_HOME to a directory");
    case StateNotADirectory:
        return LockPhrases::noop("it is not a directory; move it away");
    case StateOfOtherUser:
        return LockPhrases::noop("it belongs to another user; set HOME or XDG_STATE_HOME to a directory of your own");
    case LinkOfOtherUser:
        return LockPhrases::noop("it contains a symbolic link of another user, who could lead the lock anywhere; give "
                                 "the path that is meant");
    case HardLinkOfOtherUser:
        return LockPhrases::noop(
            "the file has several hard links and is in a directory that other users may write to, so that one of them "
            "may have linked it there to have it overwritten; remove the link if it is not meant");
    case NoAnswer:
        return LockPhrases::noop("the file system does not answer");
    case HistoryBusy:
        return LockPhrases::noop("another program has locked the history");
    case HistoryEventsLost:
        return LockPhrases::noop("events came faster than they could be written");
    case HistoryDamaged:
        return LockPhrases::noop("the history was damaged and has been started anew; the old one is %1");
    case HistoryUnreadable:
        return LockPhrases::noop("the history is damaged or is not a history of Lockscope; check it, and move it away "
                                 "to start a new one");
    case InotifyLimit:
        return LockPhrases::noop("the inotify instances of this user or the descriptors of this process are used up; "
                                 "raise /proc/sys/fs/inotify/max_user_instances or `ulimit -n`");
    case NoLockName:
        return LockPhrases::noop("it does not end with the name of a lock");
    case DirectoryReplaced:
        return LockPhrases::noop("another directory has its name now");
    case DatabaseReplaced:
        return LockPhrases::noop("another database has its name now");
    case TooManyEntries:
        return LockPhrases::noop("the directory contains too much to be a lock");
    case NothingKept:
        return LockPhrases::noop(
            "no lock was broken by this user in the last seven days, or all of them were restored");
    case UnknownId:
        return LockPhrases::noop("no lock has the ID %1; `lockscopectl broken` lists what can be restored");
    case AmbiguousId:
        return LockPhrases::noop("ambiguous ID \"%1\": give more characters");
    case BesideThat:
        return LockPhrases::noop("another note cannot be used: %1");
    case InUseByOther:
        return LockPhrases::noop("another process is using it");
    case NameInUse:
        return LockPhrases::noop(
            "another file has the name %1 now; check what it is, and undo again when it has been removed");
    case DisplacedNotRestored:
        return LockPhrases::noop("another lock was moved in its place and could not be restored, because its name was "
                                 "in use again: it is in %1; restore it with undo %2");
    case RemovedMeanwhile:
        return LockPhrases::noop("it has been removed in the meantime");
    case ReplacedMeanwhile:
        return LockPhrases::noop("another lock took its place in the meantime");
    case OpenElsewhere:
        return LockPhrases::noop("a process has it open and may be about to lock it; try again later");
    case LockedMeanwhile:
        return LockPhrases::noop("a process acquired a kernel lock on it after it was inspected");
    case DirectoryGone:
        return LockPhrases::noop(
            "its directory %1 does not exist any more; if it was moved, move it back and run undo %2");
    case RecordOfGoneDirectory:
        return LockPhrases::noop("its directory %1 does not exist any more; if it was moved, move it back, otherwise "
                                 "delete the record with `lockscopectl broken --delete --force %2`");
    case QuarantineRemoved:
        return LockPhrases::noop("the quarantined file %1 has been removed");
    case QuarantineReplaced:
        return LockPhrases::noop("%1 is not what was broken");
    case QuarantineInUse:
        return LockPhrases::noop(
            "the quarantined file is in use, was changed, or is a directory with more in it than the lock; it stays");
    case NotTheRecordedFile:
        return LockPhrases::noop("%1 is not the file that was recorded; remove it by hand");
    case UsedByProcess:
        return LockPhrases::noop("a process uses %1");
    case RecordUsedBy:
        return LockPhrases::noop("its record is in use by %1; try again when that process has finished");
    case IsMountPoint:
        return LockPhrases::noop("%1 is a mount point; unmount it, then delete again; nothing was deleted");
    case IsImmutable:
        return LockPhrases::noop(
            "%1 is immutable or can only be appended to; clear that with chattr -i -a, then delete "
            "again; nothing was deleted");
    case PartlyDeleted:
        return LockPhrases::noop("its deletion failed half way, so that only a part of it is left in %1; copy what you "
                                 "need, and delete the rest with `lockscopectl broken --delete --force %2`");
    case RestInQuarantine:
        return LockPhrases::noop("a part of it has been deleted, so that it cannot be restored any more; the rest is "
                                 "in %1");
    case QuarantineChanged:
        return LockPhrases::noop("%1 was changed after the lock was broken; `lockscopectl broken --delete --force` "
                                 "deletes it too");
    case DirectoryHasMore:
        return LockPhrases::noop("the directory %1 contains files that are not part of the lock; `lockscopectl broken "
                                 "--delete --force` deletes them too");
    case NoTableOfLocks:
        return LockPhrases::noop("its table of locks does not exist any more, or is not a plain table");
    case OtherRow:
        return LockPhrases::noop("another process has a row for it now");
    case RowGone:
        return LockPhrases::noop("its row has been removed in the meantime");
    case DatabaseGone:
        return LockPhrases::noop("its database does not exist any more; if it was moved, move it back and undo again");
    case BeingRemoved:
        return LockPhrases::noop("another process is removing it: it holds %1");
    case HelperUnavailable:
        return LockPhrases::noop("this lock, which QLockFile acquires to remove another one, cannot be acquired");
    case JournalNotTrusted:
        return LockPhrases::noop("this directory belongs to another user, or others may write it, so its notes are not "
                                 "used; make it yours alone, or set XDG_STATE_HOME to another directory");
    case NoteNotTrusted:
        return LockPhrases::noop("this note of a broken lock belongs to another user, or has a second name, so it is "
                                 "not used; check it, and move it away to go on");
    case NoteUnreadable:
        return LockPhrases::noop("this note of a broken lock cannot be read; check it, and move it away to go on");
    case NoOrphan:
        return LockPhrases::noop("it is not an orphan any more");
    case PidProvesNothing:
        return LockPhrases::noop(
            "it records process %1, but the PID proves nothing; check that process, and signal it with kill(1)");
    case HolderNotProven:
        return LockPhrases::noop("it records process %1, but it is not proven that this process holds it");
    case HoldsNoMore:
        return LockPhrases::noop("process %1 does not hold it any more");
    case SignalsItself:
        return LockPhrases::noop("process %1 is this program itself");
    case SignalsInit:
        return LockPhrases::noop("process %1 is the init process");
    case SignalsContainer:
        return LockPhrases::noop("process %1 is running in another PID namespace, such as a container; end it there");
    case LinkInPath:
        return LockPhrases::noop(
            "a symbolic link in its path belongs to another user, who can lead it to another lock");
    case OtherOwner:
        return LockPhrases::noop("it belongs to user %1, and the process to user %2");
    case UnknownOwner:
        return LockPhrases::noop("its owner is not known");
    case WritableByOthers:
        return LockPhrases::noop("users other than its owner may write it (mode %1)");
    case DirectoryUnchecked:
        return LockPhrases::noop("its directory %1 cannot be checked");
    case DirectoryOfOther:
        return LockPhrases::noop("user %1 owns the directory %2 and can put another file in its place");
    case DirectoryWritableByOthers:
        return LockPhrases::noop("users other than its owner may write the directory %1 (mode %2)");
    case EtcdNoAnswer:
        return LockPhrases::noop("etcd at %1 did not answer: %2");
    case EtcdRefused:
        return LockPhrases::noop("etcd refused the request: %1");
    case EtcdAnswerInvalid:
        return LockPhrases::noop("the answer of etcd at %1 is invalid");
    case EtcdPlainHttp:
        return LockPhrases::noop(
            "http to another host is not encrypted; use https, or permit it with plain-http = yes in %1");
    case EtcdAddressInvalid:
        return LockPhrases::noop("this is not an address of the form etcd://HOST:PORT/NAME");
    case EtcdNameReserved:
        return LockPhrases::noop("the keys of Kubernetes, below /registry/, are not used as locks");
    case EtcdSettingInvalid:
        return LockPhrases::noop("line %1 is invalid");
    case EtcdSettingsOfOther:
        return LockPhrases::noop("not used, because another user can read or write it");
    case LeaseEnded:
        return LockPhrases::noop("its lease ended, because it was not renewed in time");
    case KeyDeleted:
        return LockPhrases::noop("its key in etcd was removed or replaced while this object held the lock");
    case EtcdKeyChanged:
        return LockPhrases::noop("its key in etcd is not the one that was inspected");
    case EtcdInUseAgain:
        return LockPhrases::noop("another client holds the lock or waits for it");
    case EtcdLeaseGone:
        return LockPhrases::noop("its lease has ended, so that etcd cannot keep the key any more");
    }
    return "";
}

} // namespace Lockscope
