// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockscope_export.h>

#include <system_error>

namespace Lockscope {

/// The exceptions of functions that cannot return a Result: LockFile::lock() and Result::value(). Names and class
/// hierarchy are those of pylockfile, so that code ported from Python can catch the same classes.
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

/// Throws the exception for the code of the failure. Codes that have no exception in pylockfile throw the base class of
/// their family.
[[noreturn]] LOCKSCOPE_EXPORT void throwFailure(Failure failure);

} // namespace Lockscope
