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

/// A broken lock that can still be restored: what it was, and where its quarantine is.
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
    std::filesystem::path row;        ///< path of the row if `path` is a lock database; otherwise empty
    std::filesystem::path quarantine; ///< where the file is now; empty for a row, which is kept in the journal
    std::vector<std::filesystem::path> companions; ///< that were moved with it, by their original names
    WallTime time;                                 ///< when it was broken
    std::string format;
    LockReport::InodeType inodeType = LockReport::InodeType::None;
    Verdict verdict; ///< at that time
    Claim owner;     ///< as recorded in the lock
    bool forced = false;
    /// True if the quarantined file is not the lock that was broken, but one that was created in its place and could
    /// not be restored at that time.
    bool displaced = false;

    QString idText() const { return QString::fromStdString(id); }
    QString pathText() const;
    /// When the quarantine is removed permanently. Absent for a lock that was broken by force or displaced: it is kept
    /// until it is restored or its quarantine is removed by hand.
    std::optional<WallTime> expires() const;

    bool operator==(const BrokenLock &) const = default;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BrokenLock)
