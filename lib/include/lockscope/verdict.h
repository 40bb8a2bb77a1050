// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The state of a lock (Verdict) and the evidence for it (Evidence).

#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QDebug)

namespace Lockscope {

/// The state of a lock, and the reason for it. text() of `<lockscope/wording.h>` returns it as sentences.
struct LOCKSCOPE_EXPORT Verdict
{
    Q_GADGET
    // In QML, Verdict.State.Absent and Verdict.Reason.Absent.
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(QString message READ message)
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(Confidence confidence MEMBER confidence)
    Q_PROPERTY(Reason reason MEMBER reason)

public:
    enum class State
    {
        Held,
        Stale,   ///< the holder is proven to have exited
        Free,    ///< a file exists, but it is not held
        Unknown, ///< cannot be decided from this host or by this user
        Absent,  ///< the path does not exist
    };
    Q_ENUM(State)
    enum class Confidence
    {
        Presumed,
        Proved,
    };
    Q_ENUM(Confidence)
    /// The fact that decided the state.
    enum class Reason
    {
        KernelLockHeld,
        KernelLockFree,
        PidAlive,
        PidDead,
        PidRecycled,
        BootedSince,
        NameMismatch,
        ZombieHolder,
        OtherHost,
        OtherPidNamespace,
        AmbiguousPid,
        NoOwnerRecorded,
        Incomplete,
        Unreadable,
        HeartbeatExpired,
        HeartbeatFresh,
        MarkerPresent,
        PortInUse,         ///< a process of this host listens on the port that the lock may record
        FileOpen,          ///< a process has the file open
        ServerDecides,     ///< a kernel lock on a remote file system: only the server knows whether it still exists
        LeaseHeld,         ///< a key in etcd, on a lease that has not ended
        FormerHolderAlive, ///< free in etcd, but the process whose lease ended is still running
        Unreachable,       ///< the server of the lock did not answer
        Unrecognised,
        Absent,
    };
    Q_ENUM(Reason)

    State state = State::Unknown;
    Confidence confidence = Confidence::Presumed;
    Reason reason = Reason::Unrecognised;
    std::vector<Message> sentences; ///< the state and its reason first, then further information

    /// The sentences in the language of the program, see text() of `<lockscope/wording.h>`.
    QString message() const;

    bool operator==(const Verdict &) const = default;
};

/// Stable identifiers for the command line and for other programs: `held`, `kernel-lock-held`, `proved`.
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::State state);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Confidence confidence);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Reason reason);

template <>
LOCKSCOPE_EXPORT std::optional<Verdict::State> fromWord(std::string_view word);
template <>
LOCKSCOPE_EXPORT std::optional<Verdict::Confidence> fromWord(std::string_view word);
template <>
LOCKSCOPE_EXPORT std::optional<Verdict::Reason> fromWord(std::string_view word);

/// For logs, and for Qt Test: the words, `stale (proved, pid-dead)`. Sentences are made by text().
LOCKSCOPE_EXPORT QDebug operator<<(QDebug debug, const Verdict &verdict);
LOCKSCOPE_EXPORT char *toString(const Verdict &verdict);

/// One fact that supports or limits a verdict, and its source. text() of `<lockscope/wording.h>` returns it as a
/// sentence.
struct LOCKSCOPE_EXPORT Evidence
{
    Q_GADGET
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(QString message READ message)
    Q_PROPERTY(Id id MEMBER id)
    Q_PROPERTY(Supports supports MEMBER supports)
    Q_PROPERTY(QString source MEMBER source)

public:
    enum class Id
    {
        KernelLockHeld,
        KernelLockOnNumber,
        KernelLockNone,
        KernelLockSeen,
        KernelLocksUnreadable,
        HiddenProcesses,
        NfsClient,
        NfsClientUnknown,
        Deadlock,
        DeletedFileLocked,
        CompanionLocked,
        CompanionUnlocked,
        CompanionNotLocked,
        CompanionNewer,
        CompanionMissing,
        ProgramRuns,
        ProgramRunsElsewhere,
        NoProgramRuns,
        Rows,
        NoRows,
        RowsNotRead,
        MemoryInUse,
        MemoryUnused,
        FileOpen,
        NotOpen,
        Unreadable,
        LeaseNotOpened,
        OwnPosixLockNotOpened,
        Incomplete,
        LinkCount,
        FutureTime,
        ChangedWhileReading,
        HeartbeatFresh,
        HeartbeatExpired,
        PidDead,
        PidRecycled,
        Zombie,
        PidAlive,
        PidAliveOtherUser,
        Stopped,
        ThreadId,
        AmbiguousPid,
        TextConfirmed,
        TextIsComment,
        NameMismatch,
        KernelThread,
        Init,
        StartedAfterwards,
        ClockStepped,
        AbovePidMax,
        PortInUse,
        NameNotForPid,
        BootedSince,
        ChangedBeforeBoot,
        BootTimeDiffers,
        Container,
        ForeignPidNamespace,
        InnerPidNamespace,
        OwnPidNamespace,
        ProcessesHidden,
        HostAlias,
        SameBoot,
        MachineIdEqual,
        MachineIdDiffers,
        OtherHost,
        HostUnclear,
        RunningOnHost,
        ExitedOnHost,
        UndecidedOnHost,
        HostNotReached,
        RemoteFileSystem,
        OverlayLayer,
        EtcdHolder,
        EtcdLease,
        EtcdWaiter,
        EtcdOtherKey,
        EtcdNoAnswer,
        FormerHolder,
    };
    Q_ENUM(Id)
    /// The state that the fact supports.
    enum class Supports
    {
        Held,
        Stale,
        Free,
        Unknown, ///< it limits what can be known
        Nothing, ///< reported for completeness
    };
    Q_ENUM(Supports)

    Id id;
    Supports supports = Supports::Nothing;
    Message finding;
    QString source;        ///< e.g. `/proc/locks`, `kill(4242, 0)`
    std::string host = {}; ///< the host that reports it, by its name in the list of hosts; empty: this host

    /// The fact in the language of the program, see text() of `<lockscope/wording.h>`.
    QString message() const;

    bool operator==(const Evidence &) const = default;
};

/// Stable identifiers for other programs, e.g. `pid-dead`. They do not change between versions.
LOCKSCOPE_EXPORT std::string_view toWord(Evidence::Id id);
LOCKSCOPE_EXPORT std::string_view toWord(Evidence::Supports supports);
template <>
LOCKSCOPE_EXPORT std::optional<Evidence::Id> fromWord(std::string_view word);
template <>
LOCKSCOPE_EXPORT std::optional<Evidence::Supports> fromWord(std::string_view word);

} // namespace Lockscope
