// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/look.h"
#include "system/processes.h"

#include <lockscope/claim.h>
#include <lockscope/filesystemkind.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What is known of one process number that a lock names.
struct ClaimedProcess
{
    std::int64_t pid = 0;
    Life life = Life::Unknown;
    std::optional<ProcessFacts> process;      ///< absent is no proof of death: /proc may hide it
    std::optional<std::int64_t> threadOf;     ///< the number is that of a thread of this process
    std::vector<std::int64_t> innerNamesakes; ///< processes that have this number in an inner pid namespace
    std::int64_t here = 0; ///< its number here, where the lock's number counts in a pid namespace further in
    /// The container of the process `here`, where it bears the name of the host that the lock names.
    std::string container;
    bool otherTimeNamespace = false; ///< ticks since boot count from another moment there
    bool portInUse = false;          ///< something on this host listens on the port of this number
};

/// A file beside the lock on which its holder keeps a kernel lock.
struct Guard
{
    enum class State
    {
        Unseen,   ///< it is not there, or cannot be looked at
        Newer,    ///< it was made after the lock, so that the holder's may have been another
        Unlocked, ///< nobody has a kernel lock on it
        Locked,
    };
    std::string name;
    State state = State::Unseen;
    std::vector<KernelLock> locks;
};

/// Whether programs that make such a lock run now.
struct ProgramSearch
{
    enum class State
    {
        NotAsked,
        Nowhere,   ///< none runs on this host
        Elsewhere, ///< some run, and not where the lock lies as far as can be seen
        Here,      ///< one works in the folder that the lock belongs to
    };
    State state = State::NotAsked;
    std::optional<ProcessFacts> process; ///< the one that works here
};

/// A process that has the lock's file open or mapped.
struct Opener
{
    ProcessFacts process;
    int fd = -1;
    bool writes = false;
    bool isMapping = false;  ///< without a descriptor
    std::int64_t thread = 0; ///< the thread whose descriptor table has it; 0: the table of the process
};

/// How a host that a lock names compares with this one.
enum class HostMatch
{
    Unnamed,    ///< the lock names none
    Same,       ///< by its name, and by all else that the lock says of it
    SameKernel, ///< another name, but this very boot of this machine: renamed since, or a container here
    Unclear,    ///< may be this host or not
    Other,
};

/// All that evidence and verdict are made from: plain values, gathered beforehand, so that judging is pure.
struct Facts
{
    // The inode.
    bool absent = false;
    std::optional<LookError> error;
    std::string name;           ///< last component of the path
    bool calledLock = false;    ///< its user says that what has such a name is a lock
    bool askedFor = false;      ///< its user named this very path
    bool isDocument = false;    ///< it is known to be no lock
    bool mentionsOwner = false; ///< a short text with words by which locks tell of their owner
    LockReport::InodeType inodeType = LockReport::InodeType::None;
    std::uint64_t size = 0;
    std::uint32_t links = 1;
    std::optional<WallTime> created;
    std::optional<WallTime> modified;
    std::optional<WallTime> changed;
    WallTime now;
    Look::Content content = Look::Content::None;
    bool changedWhileLooking = false;
    FileSystemKind fileSystem;

    // The kernel.
    std::vector<KernelLock> kernelLocks;
    bool kernelLocksRead = true;
    bool kernelLockSeen = false;          ///< somebody had a kernel lock on this very inode before
    bool descriptorsHidden = false;       ///< of some processes, so that holders may be missing
    bool isRoot = false;                  ///< nobody sees more on this host
    std::vector<Guard> guards;            ///< of all readings
    std::vector<KernelLock> deletedLocks; ///< on deleted files that had this path

    // Who has it open; gathered only if it matters.
    std::vector<Opener> openers;
    bool openersComplete = false;       ///< every process showed its open files
    std::optional<ProcessFacts> opener; ///< the one that probably holds the lock

    // The host.
    std::string hostname;
    std::vector<std::string> hostAliases;         ///< its other names, by /etc/hosts
    std::vector<std::uint64_t> hardwareAddresses; ///< of its network interfaces
    std::string machineId;
    std::string bootId;
    std::optional<WallTime> bootTime;
    std::uint64_t pidNamespace = 0; ///< our own
    std::int64_t pidMax = 0;        ///< 0 where unknown
    bool seesAllProcesses = true;   ///< we are in the first pid namespace
    bool processesHidden = false;   ///< /proc shows only our own processes
    std::optional<std::chrono::nanoseconds> clockDeviation;
    bool clocksShifted = false; ///< this process is in a time namespace whose clocks run ahead or behind

    // The reading to be judged.
    std::optional<HeldTest> heldTest;
    bool torn = false;
    bool saysMore = false;                              ///< than was understood
    bool hostMayBeProgram = false;                      ///< the notation is used by several programs
    bool namesProgram = false;                          ///< the claim's name is a program's
    std::vector<std::string_view> holderPrograms;       ///< a process of another program is not the holder; empty: any
    bool everyPidHolds = false;                         ///< the claim's pids are several holders
    bool timeIsExpiry = false;                          ///< the modification time is the end of a lease
    bool bareNumber = false;                            ///< digits alone, which may be no PID of this host
    std::optional<std::chrono::milliseconds> heartbeat; ///< the longest time between two signs of life
    std::vector<std::string> companions;
    std::optional<Guard> guard;              ///< that of this reading
    bool guardAlways = false;                ///< who holds has a kernel lock on it all the time
    ProgramSearch programs;                  ///< where the reading knows programs that make it
    std::optional<std::size_t> marks;        ///< rows that mark a lock; absent where no table was read
    std::optional<std::int64_t> memoryUsers; ///< processes attached to its shared memory; absent: not known
    Claim claim;
    std::vector<ClaimedProcess> claimed; ///< one for each number that the claim may mean, where a process decides
};

/// The kernel locks that somebody holds to exclude others: leases are none.
bool isExclusion(const KernelLock &lock);
bool isLocked(const Facts &facts);
/// Somebody excludes others on a file with this inode number, and it cannot be seen whether that is this file.
bool isPerhapsLocked(const Facts &facts);

/// A file beside it that decides is there, and somebody has a kernel lock on it.
bool isGuardLocked(const Facts &facts);
/// Who holds it has a kernel lock on a file beside it, and nobody has one: proof that nobody holds it, as far as all
/// locks can be seen from here.
bool isGuardFree(const Facts &facts);

/// No process of this host can have this PID: the kernel assigns PIDs below pid_max (proc_sys_kernel(5)).
bool isAbovePidMax(std::int64_t number, const Facts &facts);
/// No process of this host can have any of the numbers that it names.
bool isAbovePidMax(const Facts &facts);

/// The wall clock is known to have run evenly since boot.
bool clockRanEvenly(const Facts &facts);

/// It started after the lock was last written, so that it cannot be the one who wrote it. Only where the wall clock is
/// known to have run evenly since boot, and ran on this host when the file was written.
bool startedAfterwards(const ClaimedProcess &claimed, const Facts &facts);

/// By the wall clock it seems to have started after the content was last written, and nothing that the lock records
/// says otherwise. No proof: that clock may have been set, may not be the one that the file's times come from, and
/// programs can set the time of modification.
bool seemsStartedAfterwards(const ClaimedProcess &claimed, const Facts &facts);
/// A thread of the kernel creates no lock files: the number was that of another process.
bool isKernelThread(const ClaimedProcess &claimed);
/// The init of this host, in a lock that does not look like one of init's: the number rather counts in a container.
bool isImplausibleInit(const ClaimedProcess &claimed, const Facts &facts);

HostMatch hostMatch(const Facts &facts);
/// It names a host of this name on a remote file system, and another boot than this one: an earlier boot of this host,
/// or another host that has the same name.
bool isOtherBootOfSameName(const Facts &facts);
/// The lock may count processes that /proc and kill() know by the same numbers.
bool isOfThisHost(const Facts &facts);

/// It records the id of this very boot, which no other machine has but the copy of one that was saved while it ran.
bool recordsThisBoot(const Facts &facts);
/// It records the id of another boot of this host. On a remote file system that is rather another host of its name.
bool bootIdDiffers(const Facts &facts);
/// The inode was last changed before this host booted, so that whoever wrote it here is gone.
bool changedBeforeBoot(const Facts &facts);
/// It records the time of a boot (Emacs), which is far from the one of this boot. Programs take that time from files
/// that containers have of their own, so it is no proof.
bool bootTimeDiffers(const Facts &facts);

/// It started at another time than the one that the lock records, so that it is not the one who wrote it.
bool startDiffers(const ClaimedProcess &claimed, const Facts &facts);

/// The process has this name, or it stands somewhere in its command line.
bool showsName(const ProcessFacts &process, std::string_view name);

/// The lock records a program's name, or only certain programs hold such locks, and this process shows no such name. A
/// process may have started another program since, or renamed itself: no proof.
bool nameDiffers(const ClaimedProcess &claimed, const Facts &facts);

/// A directory of a format with a heartbeat that was never refreshed since it was made: then its program may be one
/// that has no heartbeat.
bool neverRefreshed(const Facts &facts);

/// How long ago the last sign of life was; negative where its time lies ahead. Absent where there is none.
std::optional<std::chrono::nanoseconds> heartbeatAge(const Facts &facts);
/// Its time lies ahead of now, and no format sets it so.
bool isAhead(const Facts &facts);

/// The process cannot hold anything any more: ended, a zombie without a live thread, from before the last boot, or its
/// number went to another.
bool isGone(const ClaimedProcess &claimed, const Facts &facts);

} // namespace Lockscope
