// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace Lockscope {
Q_NAMESPACE_EXPORT(LOCKSCOPE_EXPORT)

/// What went wrong. The first names are those of the Python originals.
enum class LockErrc
{
    AlreadyLocked = 1, ///< tried once, and another holds it
    LockTimeout,       ///< the time given is over, and another still holds it
    LockFailed,        ///< the system refused: see Failure::systemErrno, call and path
    Cancelled,         ///< the stop token asked to end the wait
    WouldDeadlock,     ///< this thread holds the lock by another object and would wait for itself for ever
    InvalidOption,     ///< the options do not fit, e.g. an unknown field in a content template
    NotLocked,         ///< release of what is not locked
    NotMyLock,         ///< release of what another holds, or what a forked child inherited
    UnlockFailed,      ///< the system refused the release
    BreakRefused,      ///< breaking would harm: somebody holds the lock
    ReadFailed,        ///< something to look at could not be read
    NothingToBreak,    ///< there is no such lock, or no longer
    BreakChanged,      ///< the lock is not the one that was looked at, or somebody took it meanwhile
    BreakFailed,       ///< the system refused a part of the break
    StateFailed,       ///< what Lockscope keeps for itself, e.g. which locks it broke, cannot be read or written
    UndoRefused,       ///< something has the name of the broken lock by now
    UnknownBreak,      ///< no broken lock of this id is kept
    SignalRefused,     ///< it is not proved that this process holds the lock, or no signal must go to it
    SignalFailed,      ///< the system refused to send the signal
    UndoFailed,        ///< the system refused to restore a broken lock
};
Q_ENUM_NS(LockErrc)

/// The two families of the originals, to compare an error code with: `if (code == LockErrorFamily::LockError)`.
enum class LockErrorFamily
{
    LockError = 1, ///< acquiring went wrong
    UnlockError,   ///< releasing went wrong
};
Q_ENUM_NS(LockErrorFamily)

LOCKSCOPE_EXPORT const std::error_category &lockCategory() noexcept;
LOCKSCOPE_EXPORT std::error_code make_error_code(LockErrc code) noexcept;
LOCKSCOPE_EXPORT std::error_condition make_error_condition(LockErrorFamily family) noexcept;

/// One failed operation as a value: what, where, which system call and why, and who claims the lock.
struct LOCKSCOPE_EXPORT Failure
{
    Q_GADGET
    Q_PROPERTY(Lockscope::LockErrc code MEMBER code)
    Q_PROPERTY(int systemErrno MEMBER systemErrno)
    Q_PROPERTY(QString message READ message)

public:
    LockErrc code = LockErrc::LockFailed;
    int systemErrno = 0;          ///< errno of the refused call; 0 where no system call failed
    std::string call;             ///< name of the refused call, e.g. `openat`
    std::filesystem::path path;   ///< what the call was about
    std::vector<Message> details; ///< what else is known
    std::optional<Claim> claim;   ///< what the lock says about its owner, when it was refused because of one

    /// A failure of a system call. Reads errno first, so call it right after the call.
    static Failure fromErrno(LockErrc code, std::string call, std::filesystem::path path);
    static Failure of(LockErrc code, std::filesystem::path path);
    static Failure of(LockErrc code, std::filesystem::path path, Message detail);
    /// With a clause in English, for programs that have failures of their own.
    static Failure of(LockErrc code, std::filesystem::path path, const std::string &detail);

    std::error_code errorCode() const noexcept { return make_error_code(code); }
    /// Symbolic name of systemErrno, e.g. `EACCES`; empty for 0.
    std::string errnoName() const;
    /// One line for logs and terminals: what failed, on which path, by which call, why, in the language of the program.
    /// Control characters are escaped.
    QString message() const;
};

} // namespace Lockscope

template <>
struct std::is_error_code_enum<Lockscope::LockErrc> : std::true_type
{
};
template <>
struct std::is_error_condition_enum<Lockscope::LockErrorFamily> : std::true_type
{
};
