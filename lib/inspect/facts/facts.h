// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/hostfacts.h"
#include "inspect/probe/probe.h"
#include "system/processes.h"

#include <lockscope/claim.h>
#include <lockscope/inode.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>
#include <lockscope/testimony.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What is known about a process whose PID a lock records.
struct ClaimedProcess
{
    std::int64_t pid = 0;
    Life life = Life::Unknown;
    std::optional<ProcessFacts> process;      ///< absent does not prove that it has exited: /proc may hide it
    std::optional<std::int64_t> threadOf;     ///< the number is the thread ID of a thread of this process
    std::vector<std::int64_t> innerNamesakes; ///< processes that have this PID in a nested PID namespace
    std::int64_t here = 0;                    ///< its PID here, if the recorded PID belongs to a nested PID namespace
    /// The container of the process `here`, if it has the host name that the lock records.
    std::string container;
    bool otherTimeNamespace = false; ///< its ticks since boot have another origin
    bool portInUse = false;          ///< a process of this host listens on the port with this number
};

/// A running process that may be the holder although the lock does not clearly record its PID.
struct OtherReading
{
    ClaimedProcess process;
    bool isHexadecimal =
        false; ///< the recorded digits are its PID in hexadecimal; otherwise, another number is its PID
};

/// A companion file of the lock on which its holder has a kernel lock.
struct CompanionLock
{
    enum class State
    {
        Unseen,   ///< it does not exist, or cannot be examined
        Newer,    ///< it was created after the lock, so that the holder may have used another file
        Unlocked, ///< there is no kernel lock on it
        Locked,
    };
    std::string name;
    State state = State::Unseen;
    std::vector<KernelLock> locks;
};

/// Whether programs that create such a lock are running.
struct ProgramSearch
{
    enum class State
    {
        NotAsked,
        Nowhere,   ///< none is running on this host
        Elsewhere, ///< some are running, but not in the directory of the lock as far as is visible
        Here,      ///< one is running in the directory that the lock belongs to
    };
    State state = State::NotAsked;
    /// If they run elsewhere: one of them that belongs to the owner of the lock's inode, as its creator does.
    std::optional<ProcessFacts> ofOwner;
    std::optional<ProcessFacts> process; ///< the one that is running there
};

/// A process that has the file of the lock open or mapped.
struct Opener
{
    ProcessFacts process;
    int fd = -1;
    bool writes = false;
    bool isMapping = false;  ///< it has no descriptor
    std::int64_t thread = 0; ///< the thread whose descriptor table has it; 0: the table of the process
};

/// How the host that a lock records compares with this one.
enum class HostMatch
{
    Unnamed,    ///< the lock does not record a host
    Same,       ///< by its name, and confirmed by the other recorded fields
    SameKernel, ///< another name, but the current boot of this machine: renamed since, or a container on it
    Unclear,    ///< may or may not be this host
    Other,
};

/// All facts from which evidence and verdict are derived: plain values, gathered in advance, so that the rules are
/// pure. The inode's own data are in the base.
struct Facts : InodeInfo
{
    std::shared_ptr<const HostFacts> host; ///< never null
    WallTime now;

    // The inode.
    bool absent = false;
    std::optional<ProbeError> error;
    std::string name;           ///< last component of the path
    bool askedFor = false;      ///< the user gave this path
    bool isDocument = false;    ///< known not to be a lock
    bool mentionsOwner = false; ///< a short text with words with which locks describe their owner
    Probe::Content content = Probe::Content::None;
    bool changedWhileReading = false;
    FileSystemKind fileSystem;

    // The kernel.
    std::vector<KernelLock> kernelLocks;
    bool kernelLockSeen = false;               ///< this inode had a kernel lock before
    std::vector<CompanionLock> companionLocks; ///< of all matches
    std::vector<KernelLock> deletedLocks;      ///< on deleted files that had this path

    // Processes that have it open; gathered only if it matters.
    std::vector<Opener> openers;
    bool openersComplete = false;       ///< every process showed its open files
    std::optional<ProcessFacts> opener; ///< the process that probably holds the lock

    // Of the host; gathered only if it matters.
    std::vector<std::uint64_t> hardwareAddresses; ///< of its network interfaces
    bool processesHidden = false;                 ///< /proc shows only the processes of this user

    // Of other hosts.
    std::shared_ptr<const std::vector<Testimony>> testimonies; ///< null: none was asked
    std::optional<Testimony> testimony;                        ///< about the owner of this match

    // The format match that is considered.
    std::optional<HeldBy> heldBy;
    bool incomplete = false;
    bool hasUnparsedText = false;                       ///< there is text that was not understood
    bool hostMayBeProgram = false;                      ///< the notation is used by several programs
    bool namesProgram = false;                          ///< the name in the claim is that of a program
    std::vector<std::string_view> holderPrograms;       ///< a process of another program is not the holder; empty: any
    bool everyPidHolds = false;                         ///< the PIDs in the claim are several holders
    bool timeIsExpiry = false;                          ///< the modification time is the end of a lease
    bool hasNameOfFormat = false;                       ///< files of the format have certain names, and this is one
    bool bareNumber = false;                            ///< only digits, which may not be a PID of this host
    std::optional<std::chrono::milliseconds> heartbeat; ///< the longest time between two heartbeats
    std::vector<std::string> companions;
    std::optional<CompanionLock> companionLock; ///< of this match
    bool companionLockAlways = false;           ///< the holder always has a kernel lock on it
    ProgramSearch programs;                     ///< set if the match names programs that create it
    std::optional<std::size_t> marks;           ///< rows that represent a lock; absent if no table was read
    std::optional<std::int64_t> memoryUsers;    ///< processes attached to its shared memory; absent: unknown
    Claim claim;
    std::optional<OtherReading> otherReading; ///< if no recorded process is running
    std::vector<ClaimedProcess> claimed;      ///< one for each PID that the claim may mean, if a process decides
};

/// Whether a kernel lock excludes other processes; a lease does not.
bool isExclusion(const KernelLock &lock);
bool isLocked(const Facts &facts);
/// There is a lock on a file with this inode number, but it is unknown whether it is this file.
bool isPerhapsLocked(const Facts &facts);

/// There is a kernel lock on the companion file that decides.
bool isCompanionLockHeld(const Facts &facts);
/// A holder would have a kernel lock on the companion file, and there is none: proof that the lock is not held, as far
/// as all locks are visible.
bool isCompanionLockFree(const Facts &facts);

/// No process of this host can have this PID: the kernel assigns PIDs below pid_max (proc_sys_kernel(5)).
bool isAbovePidMax(std::int64_t number, const Facts &facts);
/// No process of this host can have any of the recorded numbers as its PID.
bool isAbovePidMax(const Facts &facts);

/// The wall clock is known not to have been set since boot.
bool clockRanEvenly(const HostIdentity &host);

/// It started after the lock was last written, so that it cannot have written it. Only if the wall clock is known not
/// to have been set since boot, and the file was written on this host.
bool startedAfterwards(const ClaimedProcess &claimed, const Facts &facts);

/// By the wall clock it seems to have started after the content was last written, and no other recorded field
/// contradicts that. Not a proof: the clock may have been set, the times of the file may come from another clock, and
/// programs can set the time of modification.
bool seemsStartedAfterwards(const ClaimedProcess &claimed, const Facts &facts);
/// A kernel thread never creates lock files: the PID belonged to another process.
bool isKernelThread(const ClaimedProcess &claimed);
/// It is the init process of this host, in a lock that does not look like one of init: the PID is probably one of a
/// container.
bool isImplausibleInit(const ClaimedProcess &claimed, const Facts &facts);

HostMatch hostMatch(const Facts &facts);
/// The lock records this host name on a remote file system, and another boot: an earlier boot of this host, or another
/// host with the same name.
bool isOtherBootOfSameName(const Facts &facts);
/// The recorded PIDs may be those of /proc and kill() on this host.
bool isOfThisHost(const Facts &facts);

/// The lock records the ID of the current boot. No other machine has it, except a copy of one that was saved while
/// running.
bool recordsThisBoot(const Facts &facts);
/// The lock records the ID of another boot of this host. On a remote file system it is rather another host with the
/// same name.
bool bootIdDiffers(const Facts &facts);
/// The inode was last changed before this host booted, so that any process that wrote it here has exited.
bool changedBeforeBoot(const Facts &facts);
/// The lock records a boot time (Emacs) that is far from the current one. Programs read that time from files that
/// containers have copies of, so it is not a proof.
bool bootTimeDiffers(const Facts &facts);

/// It started at another time than the lock records, so that it did not write the lock.
bool startDiffers(const ClaimedProcess &claimed, const Facts &facts);

/// The process has this name, or its command line contains it.
bool showsName(const ProcessFacts &process, std::string_view name);

/// The lock records a program name, or only certain programs create such locks, and this process shows no such name.
/// Not a proof, because a process may have executed another program since, or renamed itself.
bool nameDiffers(const ClaimedProcess &claimed, const Facts &facts);

/// A directory of a format with a heartbeat that was never refreshed since its creation: its program may be one without
/// a heartbeat.
bool neverRefreshed(const Facts &facts);

/// The time since the last heartbeat; negative if it is in the future. Absent if the format has no heartbeat.
std::optional<std::chrono::nanoseconds> heartbeatAge(const Facts &facts);
/// Its modification time is in the future, and its format does not set it so.
bool isAhead(const Facts &facts);

/// The process cannot hold anything any more: it has exited, is a zombie without running threads, is from before the
/// last boot, or its PID was reused.
bool isGone(const ClaimedProcess &claimed, const Facts &facts);

} // namespace Lockscope
