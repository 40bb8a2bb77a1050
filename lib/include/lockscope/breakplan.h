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

/// One step of a break: in words for people, and as the system calls that do it.
struct LOCKSCOPE_EXPORT BreakStep
{
    Q_GADGET
    Q_PROPERTY(QString call MEMBER call)

public:
    Message message; ///< what is done, a clause
    QString call;    ///< by which calls, e.g. `renameat2(.lockscope-5f..., app.lock, RENAME_EXCHANGE)`

    bool operator==(const BreakStep &) const = default;
};

/// What breaking one lock would mean, bound to what was seen of it: carried out, it removes this very lock in this very
/// state or nothing. An immutable value, made by Breaker::plan().
struct LOCKSCOPE_EXPORT BreakPlan
{
    Q_GADGET
    Q_PROPERTY(Lockscope::LockReport report MEMBER report)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Permission permission MEMBER permission)
    Q_PROPERTY(bool isSafe READ isSafe)

public:
    enum class Permission
    {
        Safe,      ///< the holder is proved to be gone
        WithForce, ///< not proved: only for who takes the consequence
        Never,     ///< it would do harm, or there is nothing that could be removed; no force does it
        Nothing,   ///< nothing is there
    };
    Q_ENUM(Permission)

    std::string id; ///< of the broken lock that this would become
    Permission permission = Permission::Never;
    LockReport report;                  ///< what was seen, with verdict and evidence
    std::optional<Message> refusal;     ///< why it is not safe; absent if it is, or if there is a failure
    std::optional<Failure> failure;     ///< what cannot be read, so that it is not known whether it is safe
    std::optional<Message> consequence; ///< what it would do to whom if it is forced, a sentence; absent if it is safe
    std::optional<Message> advice;      ///< what to do instead, a sentence; absent if there is nothing better
    std::filesystem::path quarantine;   ///< where the lock would be kept; empty for a row
    std::vector<std::filesystem::path> companions; ///< that go with it and come back with it
    std::vector<BreakStep> steps;

    bool isSafe() const { return permission == Permission::Safe; }
    QString pathText() const;
    /// The refusal or the failure in the language of the program; empty if it is safe.
    QString refusalText() const;

    /// What must not have changed when it is carried out.
    class Snapshot;
    std::shared_ptr<const Snapshot> snapshot;
};

/// `safe`, `with-force`, `never`, `nothing`.
LOCKSCOPE_EXPORT std::string_view toWord(BreakPlan::Permission permission);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BreakPlan)
