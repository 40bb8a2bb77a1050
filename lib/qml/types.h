// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "qml/asynclockoptions.h"

#include <lockscope/asynclock.h>
#include <lockscope/breaker.h>
#include <lockscope/claim.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/result.h>
#include <lockscope/verdict.h>

#include <QtQml/qqml.h>

/// The types of the library in QML. They are registered as foreign types: the C++ classes do not depend on QML. A value
/// type has a name in lower case; the name in upper case has its enumerations, `Verdict.State.Held`.
namespace LockscopeQml {

struct AsyncLockType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::AsyncLock)
    QML_NAMED_ELEMENT(AsyncLock)
    QML_EXTENDED(LockscopeQml::AsyncLockOptions)
};

/// `failure.code`, `failure.message`, `failure.path`, `failure.claim`.
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

struct ClaimType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::Claim)
    QML_VALUE_TYPE(lockClaim)
};

struct VerdictType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::Verdict)
    QML_VALUE_TYPE(lockVerdict)
};

namespace VerdictEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope::Verdict)
QML_NAMED_ELEMENT(Verdict)
} // namespace VerdictEnums

namespace EvidenceEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope::Evidence)
QML_NAMED_ELEMENT(Evidence)
} // namespace EvidenceEnums

struct LockReportType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::LockReport)
    QML_VALUE_TYPE(lockReport)
};

namespace LockReportEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope::LockReport)
QML_NAMED_ELEMENT(LockReport)
} // namespace LockReportEnums

struct LockEventType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::LockEvent)
    QML_VALUE_TYPE(lockEvent)
};

namespace LockEventEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope::LockEvent)
QML_NAMED_ELEMENT(LockEvent)
} // namespace LockEventEnums

namespace LockIntervalEnums {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Lockscope::LockInterval)
QML_NAMED_ELEMENT(LockInterval)
} // namespace LockIntervalEnums

struct BreakPlanType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::BreakPlan)
    QML_VALUE_TYPE(breakPlan)
};

struct BrokenLockType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::BrokenLock)
    QML_VALUE_TYPE(brokenLock)
};

} // namespace LockscopeQml
