// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/result.h>
#include <lockscope/wording.h>

namespace Lockscope {

Error::Error(Failure failure)
    : std::system_error(failure.errorCode())
    , m_failure(std::move(failure))
    , m_what(text(m_failure, Language::English).toStdString())
{}

void throwFailure(Failure failure)
{
    switch (failure.code) {
    case LockErrc::AlreadyLocked:
        throw AlreadyLocked(std::move(failure));
    case LockErrc::LockTimeout:
        throw LockTimeout(std::move(failure));
    case LockErrc::LockFailed:
        throw LockFailed(std::move(failure));
    case LockErrc::Cancelled:
    case LockErrc::WouldDeadlock:
    case LockErrc::InvalidOption:
        throw LockError(std::move(failure));
    case LockErrc::NotLocked:
        throw NotLocked(std::move(failure));
    case LockErrc::NotMyLock:
        throw NotMyLock(std::move(failure));
    case LockErrc::UnlockFailed:
        throw UnlockError(std::move(failure));
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
        break;
    }
    throw Error(std::move(failure));
}

} // namespace Lockscope
