// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/failure.h>

#include <QtQml/qqml.h>

/// What QML sees of the library. Everything is made from outside: the types themselves know nothing of QML.
namespace LockscopeQml {

struct AsyncLockType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::AsyncLock)
    QML_NAMED_ELEMENT(AsyncLock)
};

/// What the signals of an AsyncLock bring: `failure.code`, `failure.message`.
struct FailureType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::Failure)
    QML_VALUE_TYPE(lockFailure)
};

/// `LockErrc.LockTimeout`, to compare the code of a failure with.
namespace LockErrcType {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope)
QML_NAMED_ELEMENT(LockErrc)
} // namespace LockErrcType

} // namespace LockscopeQml
