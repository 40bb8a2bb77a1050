// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>

#include <string_view>
#include <vector>

namespace Lockscope {

/// The state of a lock, and the reason for it. text() of `<lockscope/wording.h>` returns it as sentences.
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
        PortInUse, ///< the number in it is a port on which a process of this host listens
        FileOpen,  ///< a process has the file open
        Unrecognised,
        Absent,
    };
    Q_ENUM(Reason)

    State state = State::Unknown;
    Confidence confidence = Confidence::Presumed;
    Reason reason = Reason::Unrecognised;
    std::vector<Message> sentences; ///< the state and its reason first, then further information

    bool operator==(const Verdict &) const = default;
};

/// Stable identifiers for the command line and for other programs: `held`, `kernel-lock-held`, `proved`.
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::State state);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Confidence confidence);
LOCKSCOPE_EXPORT std::string_view toWord(Verdict::Reason reason);

} // namespace Lockscope
