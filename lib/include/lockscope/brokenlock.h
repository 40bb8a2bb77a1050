// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// A lock that was broken and is kept, so that it can be put back: what it was and where it lies now.
struct LOCKSCOPE_EXPORT BrokenLock
{
    Q_GADGET
    Q_PROPERTY(QString id READ idText)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(bool forced MEMBER forced)

public:
    std::string id;
    std::filesystem::path path;
    std::filesystem::path row;        ///< the lock's path in the database that path is; empty for a lock of its own
    std::filesystem::path quarantine; ///< where it lies; empty for a row, which is kept in the journal
    std::vector<std::filesystem::path> companions; ///< that went with it, by their own names
    WallTime time;                                 ///< when it was broken
    std::string format;
    LockReport::InodeType inodeType = LockReport::InodeType::None;
    Verdict verdict; ///< at that time
    Claim owner;     ///< that the lock recorded
    bool forced = false;
    /// What is kept is not what was broken, but a lock that was created in its place and could not be restored then.
    bool displaced = false;

    QString idText() const { return QString::fromStdString(id); }
    QString pathText() const;
    /// When what is kept is removed for good; absent for a lock that was broken by force or displaced, which stays
    /// until it is restored or its quarantine is removed by hand.
    std::optional<WallTime> expires() const;

    bool operator==(const BrokenLock &) const = default;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BrokenLock)
