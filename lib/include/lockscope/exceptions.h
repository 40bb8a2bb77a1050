// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockscope_export.h>

#include <system_error>

namespace Lockscope {

/// Thrown only where a contract leaves no room for a return value: LockFile::lock() and Result::value(). The names and
/// the family tree are pylockfile's, so that a port from Python catches what it used to catch.
class LOCKSCOPE_EXPORT Error : public std::system_error
{
public:
    explicit Error(Failure failure);
    const Failure &failure() const noexcept { return m_failure; }

private:
    Failure m_failure;
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

/// Throws the exception that belongs to the failure's code; codes without an original's name throw their family's
/// class.
[[noreturn]] LOCKSCOPE_EXPORT void throwFailure(Failure failure);

} // namespace Lockscope
