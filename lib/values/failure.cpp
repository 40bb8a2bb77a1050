// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/result.h>

#include "values/lockphrases.h"
#include "values/sentences.h"

#include <lockscope/displaytext.h>

#include <cerrno>
#include <cstring>

namespace Lockscope {

namespace {

/// In English, for programs that use only std::error_code; text() of a failure translates it.
const char *englishText(LockErrc code)
{
    switch (code) {
    case LockErrc::AlreadyLocked:
        return LockPhrases::noop("already locked");
    case LockErrc::LockTimeout:
        return LockPhrases::noop("still locked when the timeout expired");
    case LockErrc::LockFailed:
        return LockPhrases::noop("cannot lock");
    case LockErrc::Cancelled:
        return LockPhrases::noop("waiting for the lock was cancelled");
    case LockErrc::WouldDeadlock:
        return LockPhrases::noop("this thread already holds the lock and would wait for itself indefinitely");
    case LockErrc::InvalidOption:
        return LockPhrases::noop("invalid option");
    case LockErrc::NotLocked:
        return LockPhrases::noop("not locked");
    case LockErrc::NotMyLock:
        return LockPhrases::noop("locked, but not by this object");
    case LockErrc::UnlockFailed:
        return LockPhrases::noop("cannot unlock");
    case LockErrc::BreakRefused:
        return LockPhrases::noop("not broken");
    case LockErrc::ReadFailed:
        return LockPhrases::noop("cannot read");
    case LockErrc::NothingToBreak:
        return LockPhrases::noop("nothing to break");
    case LockErrc::BreakChanged:
        return LockPhrases::noop("not broken, because it has changed since it was inspected");
    case LockErrc::BreakFailed:
        return LockPhrases::noop("cannot break");
    case LockErrc::StateFailed:
        return LockPhrases::noop("cannot read or write the data of Lockscope");
    case LockErrc::UndoRefused:
        return LockPhrases::noop("not restored");
    case LockErrc::UnknownBreak:
        return LockPhrases::noop("no such broken lock");
    case LockErrc::SignalRefused:
        return LockPhrases::noop("no signal sent");
    case LockErrc::SignalFailed:
        return LockPhrases::noop("cannot send the signal");
    case LockErrc::UndoFailed:
        return LockPhrases::noop("cannot restore");
    case LockErrc::DeleteRefused:
        return LockPhrases::noop("not deleted");
    case LockErrc::DeleteFailed:
        return LockPhrases::noop("cannot delete");
    }
    return LockPhrases::noop("unknown error");
}

bool belongsTo(LockErrc code, LockErrorFamily family)
{
    switch (code) {
    case LockErrc::AlreadyLocked:
    case LockErrc::LockTimeout:
    case LockErrc::LockFailed:
    case LockErrc::Cancelled:
    case LockErrc::WouldDeadlock:
    case LockErrc::InvalidOption:
        return family == LockErrorFamily::LockError;
    case LockErrc::NotLocked:
    case LockErrc::NotMyLock:
    case LockErrc::UnlockFailed:
        return family == LockErrorFamily::UnlockError;
    case LockErrc::BreakRefused:
    case LockErrc::ReadFailed:
    case LockErrc::NothingToBreak:
    case LockErrc::BreakChanged:
    case LockErrc::BreakFailed:
    case LockErrc::StateFailed:
    case LockErrc::UndoRefused:
    case LockErrc::UnknownBreak:
    case LockErrc::SignalRefused:
    case LockErrc::SignalFailed:
    case LockErrc::UndoFailed:
    case LockErrc::DeleteRefused:
    case LockErrc::DeleteFailed:
        return false;
    }
    return false;
}

class FamilyCategory final : public std::error_category
{
public:
    const char *name() const noexcept override { return "lockscope family"; }
    std::string message(int value) const override
    {
        return static_cast<LockErrorFamily>(value) == LockErrorFamily::LockError ? "lock error" : "unlock error";
    }
    bool equivalent(const std::error_code &code, int condition) const noexcept override
    {
        return code.category() == lockCategory() &&
               belongsTo(static_cast<LockErrc>(code.value()), static_cast<LockErrorFamily>(condition));
    }
};

class LockCategory final : public std::error_category
{
public:
    const char *name() const noexcept override { return "lockscope"; }
    std::string message(int value) const override { return englishText(static_cast<LockErrc>(value)); }
    /// Permits `code == std::errc::timed_out` in code that does not use this library's categories.
    std::error_condition default_error_condition(int value) const noexcept override
    {
        switch (static_cast<LockErrc>(value)) {
        case LockErrc::AlreadyLocked:
            return std::errc::device_or_resource_busy;
        case LockErrc::LockTimeout:
            return std::errc::timed_out;
        case LockErrc::Cancelled:
            return std::errc::operation_canceled;
        case LockErrc::WouldDeadlock:
            return std::errc::resource_deadlock_would_occur;
        case LockErrc::InvalidOption:
            return std::errc::invalid_argument;
        case LockErrc::NotLocked:
        case LockErrc::NotMyLock:
        case LockErrc::BreakRefused:
        case LockErrc::UndoRefused:
        case LockErrc::SignalRefused:
        case LockErrc::DeleteRefused:
            return std::errc::operation_not_permitted;
        case LockErrc::LockFailed:
        case LockErrc::UnlockFailed:
        case LockErrc::ReadFailed:
        case LockErrc::NothingToBreak:
        case LockErrc::BreakChanged:
        case LockErrc::BreakFailed:
        case LockErrc::StateFailed:
        case LockErrc::UnknownBreak:
        case LockErrc::SignalFailed:
        case LockErrc::UndoFailed:
        case LockErrc::DeleteFailed:
            break;
        }
        return {value, *this};
    }
};

} // namespace

const std::error_category &lockCategory() noexcept
{
    static const LockCategory category;
    return category;
}

std::error_code make_error_code(LockErrc code) noexcept
{
    return {static_cast<int>(code), lockCategory()};
}

std::error_condition make_error_condition(LockErrorFamily family) noexcept
{
    static const FamilyCategory category;
    return {static_cast<int>(family), category};
}

Failure Failure::fromErrno(LockErrc code, std::string call, std::filesystem::path path)
{
    const int reason = errno;
    Failure failure;
    failure.code = code;
    failure.systemErrno = reason;
    failure.call = std::move(call);
    failure.path = std::move(path);
    return failure;
}

Failure Failure::of(LockErrc code, std::filesystem::path path)
{
    Failure failure;
    failure.code = code;
    failure.path = std::move(path);
    return failure;
}

Failure Failure::of(LockErrc code, std::filesystem::path path, Message detail)
{
    auto failure = of(code, std::move(path));
    failure.details.push_back(std::move(detail));
    return failure;
}

Failure Failure::of(LockErrc code, std::filesystem::path path, const std::string &detail)
{
    return of(code, std::move(path), Message(Sentence::Detail::Text, Phrase{detail}));
}

QString Failure::pathText() const
{
    return displayText(path);
}

std::string Failure::errnoName() const
{
    const char *name = systemErrno == 0 ? nullptr : ::strerrorname_np(systemErrno);
    if (name)
        return name;
    return systemErrno == 0 ? std::string() : std::to_string(systemErrno);
}

} // namespace Lockscope
