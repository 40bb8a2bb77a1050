// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// How functions report errors: Result, Failure, error codes and exceptions.

#include <lockscope/claim.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>
#include <QString>

#include <cassert>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QDebug)

namespace Lockscope {
Q_NAMESPACE_EXPORT(LOCKSCOPE_EXPORT)

/// Error codes. A code that is named like an exception of pylockfile has the same meaning.
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
    ReadFailed,    ///< a file could not be read during an inspection
    NothingToBreak, ///< the lock does not exist, or no longer exists
    BreakChanged,   ///< the lock is not the one that was inspected, or was acquired in the meantime
    BreakFailed,    ///< the system refused a step of the break
    StateFailed,    ///< Lockscope's own records, e.g. the journal of broken locks, cannot be read or written
    UndoRefused,    ///< the path of the broken lock is in use again, or its directory or database was replaced
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
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::Claim claim READ claimOrEmpty)

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
    /// The path as safe text.
    QString pathText() const;
    Claim claimOrEmpty() const { return claim.value_or(Claim()); }

    bool operator==(const Failure &) const = default;
};

/// The code and the message, for logs and for test output: QCOMPARE() and Qt Test find toString() by the namespace of
/// its argument. The caller deletes the text with `delete[]`.
LOCKSCOPE_EXPORT QDebug operator<<(QDebug debug, const Failure &failure);
LOCKSCOPE_EXPORT std::ostream &operator<<(std::ostream &stream, const Failure &failure);
LOCKSCOPE_EXPORT char *toString(const Failure &failure);

/// The exceptions of functions that cannot return a Result: LockFile::lock() and Result::value(). Names and class
/// hierarchy are those of pylockfile, so that code ported from Python can catch the same classes.
class LOCKSCOPE_EXPORT Error : public std::system_error
{
public:
    explicit Error(Failure failure);
    const Failure &failure() const noexcept { return m_failure; }
    /// The message of the failure, in English.
    const char *what() const noexcept override { return m_what.c_str(); }

private:
    Failure m_failure;
    std::string m_what;
};

class LOCKSCOPE_EXPORT LockError : public Error
{
public:
    using Error::Error;
};
class LOCKSCOPE_EXPORT AlreadyLocked : public LockError
{
public:
    using LockError::LockError;
};
class LOCKSCOPE_EXPORT LockTimeout : public LockError
{
public:
    using LockError::LockError;
};
class LOCKSCOPE_EXPORT LockFailed : public LockError
{
public:
    using LockError::LockError;
};

class LOCKSCOPE_EXPORT UnlockError : public Error
{
public:
    using Error::Error;
};
class LOCKSCOPE_EXPORT NotLocked : public UnlockError
{
public:
    using UnlockError::UnlockError;
};
class LOCKSCOPE_EXPORT NotMyLock : public UnlockError
{
public:
    using UnlockError::UnlockError;
};

/// Throws the exception for the code of the failure. Codes that have no exception in pylockfile throw the base class of
/// their family.
[[noreturn]] LOCKSCOPE_EXPORT void throwFailure(Failure failure);

template <typename T>
class Result;

namespace Internal {

template <typename T>
inline constexpr bool IsResult = false;
template <typename T>
inline constexpr bool IsResult<Result<T>> = true;

/// What a function returns for a value of this type; the value may be absent.
template <typename Function, typename... Value>
using Returned = std::remove_cvref_t<std::invoke_result_t<Function, Value...>>;

/// Calls the function, and returns what it returns as a Result.
template <typename Function, typename... Value>
Result<Returned<Function, Value...>> resultOf(Function &&function, Value &&...value)
{
    if constexpr (std::is_void_v<Returned<Function, Value...>>) {
        std::invoke(std::forward<Function>(function), std::forward<Value>(value)...);
        return {};
    } else {
        return Result<Returned<Function, Value...>>(
            std::invoke(std::forward<Function>(function), std::forward<Value>(value)...));
    }
}

} // namespace Internal

/// The result of a function: a value, or the failure that prevented it. C++20 has no std::expected; the members have
/// the names of that class.
///
///     const Result<bool> locked = lock.isLocked();
///     if (!locked)
///         qWarning() << locked.error();
///     else if (*locked)
///         qInfo() << "held";
template <typename T>
class [[nodiscard]] Result
{
public:
    using value_type = T;
    using error_type = Failure;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Failure failure)
        : m_state(std::in_place_index<1>, std::move(failure))
    {}
    /// From what converts to the value, e.g. a pointer to a derived class.
    template <typename U>
    requires(std::convertible_to<U, T> && !std::same_as<std::remove_cvref_t<U>, T> &&
             !std::same_as<std::remove_cvref_t<U>, Failure> && !Internal::IsResult<std::remove_cvref_t<U>>)
        Result(U &&value)
        : m_state(std::in_place_index<0>, static_cast<T>(std::forward<U>(value)))
    {}
    /// From the result of another type whose value converts to this one.
    template <typename U>
    requires(std::convertible_to<const U &, T> && !std::same_as<U, T>) Result(const Result<U> &other)
        : Result(other ? Result(static_cast<T>(*other)) : Result(other.error()))
    {}
    template <typename U>
    requires(std::convertible_to<U, T> && !std::same_as<U, T>) Result(Result<U> &&other)
        : Result(other ? Result(static_cast<T>(*std::move(other))) : Result(other.error()))
    {}

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value. REQUIRES: has_value().
    T &operator*() & { return *std::get_if<0>(&m_state); }
    const T &operator*() const & { return *std::get_if<0>(&m_state); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    T *operator->() { return std::get_if<0>(&m_state); }
    const T *operator->() const { return std::get_if<0>(&m_state); }

    /// Returns the value, or throws the exception of the failure.
    T &value() & { return *checked(*this); }
    const T &value() const & { return *checked(*this); }
    T &&value() && { return std::move(*checked(*this)); }

    template <typename U>
    T value_or(U &&other) const &
    {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }
    template <typename U>
    T value_or(U &&other) &&
    {
        return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(other));
    }

    /// The failure. REQUIRES: !has_value().
    const Failure &error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

    /// Passes the value to a function that returns a Result; a failure is returned unchanged.
    template <typename Function>
    auto and_then(Function &&function) const &
    {
        using Next = Internal::Returned<Function, const T &>;
        return has_value() ? std::invoke(std::forward<Function>(function), **this) : Next(error());
    }
    template <typename Function>
    auto and_then(Function &&function) &&
    {
        using Next = Internal::Returned<Function, T>;
        return has_value() ? std::invoke(std::forward<Function>(function), *std::move(*this)) : Next(error());
    }
    /// Replaces the value by what the function returns for it.
    template <typename Function>
    auto transform(Function &&function) const &
    {
        using Next = Result<Internal::Returned<Function, const T &>>;
        return has_value() ? Internal::resultOf(std::forward<Function>(function), **this) : Next(error());
    }
    template <typename Function>
    auto transform(Function &&function) &&
    {
        using Next = Result<Internal::Returned<Function, T>>;
        return has_value() ? Internal::resultOf(std::forward<Function>(function), *std::move(*this)) : Next(error());
    }
    /// Passes the failure to a function that returns a Result of this type; a value is returned unchanged.
    template <typename Function>
    Result or_else(Function &&function) const &
    {
        return has_value() ? *this : std::invoke(std::forward<Function>(function), error());
    }
    template <typename Function>
    Result or_else(Function &&function) &&
    {
        return has_value() ? std::move(*this) : std::invoke(std::forward<Function>(function), error());
    }

    friend bool operator==(const Result &, const Result &) = default;

private:
    template <typename Self>
    static auto checked(Self &self)
    {
        if (!self.has_value())
            throwFailure(self.error());
        return std::get_if<0>(&self.m_state);
    }

    std::variant<T, Failure> m_state;
};

/// The result of a function without a value: success or a failure.
template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;
    using error_type = Failure;

    Result() = default;
    Result(Failure failure)
        : m_failure(std::move(failure))
    {}

    bool has_value() const noexcept { return !m_failure; }
    explicit operator bool() const noexcept { return has_value(); }

    void value() const
    {
        if (m_failure)
            throwFailure(*m_failure);
    }
    /// The failure. REQUIRES: !has_value().
    const Failure &error() const
    {
        assert(m_failure);
        return *m_failure;
    }

    /// See Result<T>. The function gets no argument.
    template <typename Function>
    auto and_then(Function &&function) const
    {
        using Next = Internal::Returned<Function>;
        return has_value() ? std::invoke(std::forward<Function>(function)) : Next(error());
    }
    template <typename Function>
    auto transform(Function &&function) const
    {
        using Next = Result<Internal::Returned<Function>>;
        return has_value() ? Internal::resultOf(std::forward<Function>(function)) : Next(error());
    }
    template <typename Function>
    Result or_else(Function &&function) const
    {
        return has_value() ? *this : std::invoke(std::forward<Function>(function), error());
    }

    friend bool operator==(const Result &, const Result &) = default;

private:
    std::optional<Failure> m_failure;
};

/// The value, or the failure. A template, so that this header does not need `<QDebug>`.
template <std::same_as<QDebug> Debug, typename T>
Debug operator<<(Debug debug, const Result<T> &result)
{
    if (!result)
        return debug << result.error();
    if constexpr (std::is_void_v<T>)
        return debug << "success";
    else
        return debug << *result;
}

/// For Qt Test: a failure with its message, a value of this library with its own toString().
template <typename T>
char *toString(const Result<T> &result)
{
    if (!result)
        return toString(result.error());
    if constexpr (std::integral<T>)
        return qstrdup(std::to_string(*result).c_str());
    else if constexpr (requires {
                           {
                               toString(*result)
                               } -> std::same_as<char *>;
                       })
        return toString(*result);
    else
        return qstrdup("success");
}

} // namespace Lockscope

template <>
struct std::is_error_code_enum<Lockscope::LockErrc> : std::true_type
{
};
template <>
struct std::is_error_condition_enum<Lockscope::LockErrorFamily> : std::true_type
{
};
