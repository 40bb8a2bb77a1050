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
#include <string>
#include <vector>

namespace Lockscope {

/// A lock that was broken and is kept, so that it can be put back: what it was and where it lies now.
struct LOCKSCOPE_EXPORT BrokenLock
{
    Q_GADGET
    Q_PROPERTY(QString id READ idText)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(QString summary MEMBER summary)
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
    Verdict::State verdict = Verdict::State::Unknown;
    Verdict::Reason reason = Verdict::Reason::Unrecognised;
    QString summary; ///< of the verdict at that time
    QString owner;   ///< what the lock said about its owner
    bool forced = false;

    QString idText() const { return QString::fromStdString(id); }
    QString pathText() const;

    bool operator==(const BrokenLock &) const = default;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::BrokenLock)
