// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>
#include <QString>

#include <string_view>

namespace Lockscope {

/// One fact that supports or limits a verdict, and its source. text() of `<lockscope/wording.h>` returns it as a
/// sentence.
struct LOCKSCOPE_EXPORT Evidence
{
    Q_GADGET
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
        RemoteFileSystem,
        OverlayLayer,
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
    QString source; ///< e.g. `/proc/locks`, `kill(4242, 0)`

    bool operator==(const Evidence &) const = default;
};

/// Stable identifiers for other programs, e.g. `pid-dead`. They do not change between versions.
LOCKSCOPE_EXPORT std::string_view toWord(Evidence::Id id);
LOCKSCOPE_EXPORT std::string_view toWord(Evidence::Supports supports);

} // namespace Lockscope
