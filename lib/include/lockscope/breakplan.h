// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace Lockscope {

/// One step of a break: in words for people, and as the system calls that do it.
struct LOCKSCOPE_EXPORT BreakStep
{
    Q_GADGET
    Q_PROPERTY(QString words MEMBER words)
    Q_PROPERTY(QString call MEMBER call)

public:
    QString words; ///< what is done, a clause; names in it are escaped
    QString call;  ///< by which calls, e.g. `renameat2(.lockscope-5f..., app.lock, RENAME_EXCHANGE)`

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
    Q_PROPERTY(QString whyNot MEMBER whyNot)
    Q_PROPERTY(QString consequence MEMBER consequence)
    Q_PROPERTY(QString advice MEMBER advice)
    Q_PROPERTY(QStringList stepWords READ stepWords)

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
    LockReport report;   ///< what was seen, with verdict and evidence
    QString whyNot;      ///< why it is not safe, a clause; empty where it is
    QString consequence; ///< what happens to whom where it is done all the same, a sentence; empty where it is safe
    QString advice;      ///< what to do instead, a sentence; empty where there is nothing better
    std::filesystem::path quarantine;              ///< where the lock would be kept; empty for a row
    std::vector<std::filesystem::path> companions; ///< that go with it and come back with it
    std::vector<BreakStep> steps;

    bool isSafe() const { return permission == Permission::Safe; }
    QString pathText() const;
    QStringList stepWords() const;

    /// What must not have changed when it is carried out.
    class Snapshot;
    std::shared_ptr<const Snapshot> snapshot;
};

/// `safe`, `with-force`, `never`, `nothing`.
LOCKSCOPE_EXPORT std::string_view toWord(BreakPlan::Permission permission);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BreakPlan)
