// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>

#include <string_view>
#include <vector>

namespace Lockscope {

/// The state of a lock, and why. text() of `<lockscope/wording.h>` says it in words.
struct LOCKSCOPE_EXPORT Verdict
{
    Q_GADGET
    Q_PROPERTY(State state MEMBER state)
    Q_PROPERTY(Confidence confidence MEMBER confidence)
    Q_PROPERTY(Reason reason MEMBER reason)

public:
    enum class State
    {
        Held,
        Stale,   ///< the holder is gone, and that is proved
        Free,    ///< a file is there, nobody holds it
        Unknown, ///< cannot be decided from here
        Absent,  ///< no such path
    };
    Q_ENUM(State)
    enum class Confidence
    {
        Presumed,
        Proved,
    };
    Q_ENUM(Confidence)
    /// The fact that decided.
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
        Torn,
        Unreadable,
        HeartbeatExpired,
        HeartbeatFresh,
        MarkerPresent,
        PortInUse, ///< its number is a port that something on this host listens on
        FileOpen,  ///< a process has the file open
        Unrecognised,
        Absent,
    };
    Q_ENUM(Reason)

    State state = State::Unknown;
    Confidence confidence = Confidence::Presumed;
    Reason reason = Reason::Unrecognised;
    std::vector<Message> sentences; ///< what it says: the state and its reason first, then what else matters

    bool operator==(const Verdict &) const = default;
};

/// The words of the command line and of every interface that other programs read: `held`, `kernel-lock-held`, `proved`.
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::State state);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Confidence confidence);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Reason reason);

} // namespace Lockscope
