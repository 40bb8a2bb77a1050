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

/// Error codes. The first names are those of the Python originals.
enum class LockErrc
{
    AlreadyLocked = 1, ///< tried once, and another process or thread holds the lock
    LockTimeout,       ///< the timeout expired while another process or thread held the lock
    LockFailed,        ///< the system refused: see Failure::systemErrno, call and path
    Cancelled,         ///< the stop token requested the end of the wait
    WouldDeadlock, ///< this thread already holds the lock through another object and would wait for itself indefinitely
    InvalidOption, ///< invalid options, e.g. an unknown field in a content template
    NotLocked,     ///< release of a lock that is not held
    NotMyLock,     ///< release of a lock that another process holds, or that a forked child inherited
    UnlockFailed,  ///< the system refused the release
    BreakRefused,  ///< breaking would do harm: the lock is held, or not proven stale
    ReadFailed,    ///< a file that was to be inspected could not be read
    NothingToBreak, ///< the lock does not exist, or no longer exists
    BreakChanged,   ///< the lock is not the one that was inspected, or was acquired in the meantime
    BreakFailed,    ///< the system refused a step of the break
    StateFailed,    ///< Lockscope's own records, e.g. the journal of broken locks, cannot be read or written
    UndoRefused,    ///< the name of the broken lock is in use again
    UnknownBreak,   ///< there is no broken lock with this ID
    SignalRefused,  ///< this process is not proven to hold the lock, or must not be sent a signal
    SignalFailed,   ///< the system refused to send the signal
    UndoFailed,     ///< the system refused to restore a broken lock
    DeleteRefused,  ///< deleting the quarantine would remove something else, or a file in use
    DeleteFailed,   ///< the system refused to delete the quarantine
};
Q_ENUM_NS(LockErrc)

/// The two exception families of the originals, to compare an error code with: `if (code ==
/// LockErrorFamily::LockError)`.
enum class LockErrorFamily
{
    LockError = 1, ///< acquiring failed
    UnlockError,   ///< releasing failed
};
Q_ENUM_NS(LockErrorFamily)

LOCKSCOPE_EXPORT const std::error_category &lockCategory() noexcept;
LOCKSCOPE_EXPORT std::error_code make_error_code(LockErrc code) noexcept;
LOCKSCOPE_EXPORT std::error_condition make_error_condition(LockErrorFamily family) noexcept;

/// A failed operation as a value: the error code, the path, the system call with its errno, and the recorded owner of
/// the lock.
struct LOCKSCOPE_EXPORT Failure
{
    Q_GADGET
    Q_PROPERTY(Lockscope::LockErrc code MEMBER code)
    Q_PROPERTY(int systemErrno MEMBER systemErrno)
    Q_PROPERTY(QString message READ message)

public:
    LockErrc code = LockErrc::LockFailed;
    int systemErrno = 0;          ///< errno of the failed call; 0 if no system call failed
    std::string call;             ///< name of the failed call, e.g. `openat`
    std::filesystem::path path;   ///< the path that the call was for
    std::vector<Message> details; ///< further explanations
    std::optional<Claim> claim;   ///< the owner recorded in the lock, if the lock is the reason

    /// Creates the failure of a system call. Reads errno first, so call it right after the system call.
    static Failure fromErrno(LockErrc code, std::string call, std::filesystem::path path);
    static Failure of(LockErrc code, std::filesystem::path path);
    static Failure of(LockErrc code, std::filesystem::path path, Message detail);
    /// With a clause in English, for programs that define failures of their own.
    static Failure of(LockErrc code, std::filesystem::path path, const std::string &detail);

    std::error_code errorCode() const noexcept { return make_error_code(code); }
    /// Symbolic name of systemErrno, e.g. `EACCES`; empty for 0.
    std::string errnoName() const;
    /// One line for logs and terminals, in the language of the program: what failed, on which path, which system call,
    /// and why. Control characters are escaped.
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
