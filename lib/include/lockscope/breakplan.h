// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// One step of a break: described for people, and as the system calls that perform it.
struct LOCKSCOPE_EXPORT BreakStep
{
    Q_GADGET
    Q_PROPERTY(QString call MEMBER call)

public:
    Message message; ///< what is done, a clause
    QString call;    ///< the system calls, e.g. `renameat2(.lockscope-5f..., app.lock, RENAME_EXCHANGE)`

    bool operator==(const BreakStep &) const = default;
};

/// What breaking one lock would do, bound to the state that was inspected: executing the plan removes exactly this lock
/// in exactly this state, or nothing. An immutable value, created by Breaker::plan().
struct LOCKSCOPE_EXPORT BreakPlan
{
    Q_GADGET
    Q_PROPERTY(Lockscope::LockReport report MEMBER report)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::LockReport::BreakPermission permission MEMBER permission)
    Q_PROPERTY(bool isSafe READ isSafe)

public:
    using Permission = LockReport::BreakPermission;

    std::string id; ///< of the broken lock that this plan would create
    Permission permission = Permission::Never;
    LockReport report;                             ///< the inspection, with verdict and evidence
    std::optional<Message> refusal;                ///< why it is not safe; absent if it is, or if there is a failure
    std::optional<Failure> failure;                ///< a read error that prevents a decision whether it is safe
    std::optional<Message> consequence;            ///< what forcing it would do, a sentence; absent if it is safe
    std::optional<Message> advice;                 ///< what to do instead, a sentence; absent if there is no better way
    std::filesystem::path quarantine;              ///< where the lock would be moved; empty for a row
    std::vector<std::filesystem::path> companions; ///< files that are moved and restored with it
    std::vector<BreakStep> steps;

    bool isSafe() const { return permission == Permission::Safe; }
    QString pathText() const;
    /// The refusal or the failure in the language of the program; empty if it is safe.
    QString refusalText() const;

    /// The state that must be unchanged when the plan is executed.
    class Snapshot;
    std::shared_ptr<const Snapshot> snapshot;
};

/// `safe`, `with-force`, `never`, `nothing`.
LOCKSCOPE_EXPORT std::string_view toWord(BreakPlan::Permission permission);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BreakPlan)
