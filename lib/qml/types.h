// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/failure.h>

#include <QtQml/qqml.h>

/// The QML types of the library. They are registered as foreign types: the C++ classes do not depend on QML.
namespace LockscopeQml {

struct AsyncLockType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::AsyncLock)
    QML_NAMED_ELEMENT(AsyncLock)
};

/// The argument of the signals of an AsyncLock: `failure.code`, `failure.message`.
struct FailureType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::Failure)
    QML_VALUE_TYPE(lockFailure)
};

/// `LockErrc.LockTimeout`, for comparing the code of a failure.
namespace LockErrcType {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope)
QML_NAMED_ELEMENT(LockErrc)
} // namespace LockErrcType

} // namespace LockscopeQml
