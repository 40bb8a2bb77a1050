// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/inodestate.h"
#include "breaking/lockplace.h"
#include "system/takeaside.h"
#include "values/lockrow.h"

#include <lockscope/brokenlock.h>

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The lock that a format's own breakers take while they remove one of its locks.
struct HelperName
{
    std::string name;   ///< in the lock's folder; empty where the format has none
    std::string target; ///< of a symbolic link; empty where it is a QLockFile
};

/// A name that goes with a break, and by what the inode behind it is known again.
struct MovedName
{
    std::string name;
    std::string aside; ///< its private name in the same folder
    InodeState state;

    bool operator==(const MovedName &) const = default;
};

/// All that the journal keeps of one broken lock: enough to finish, roll back and undo in another process.
struct BreakRecord
{
    std::string id;
    LockPlace place;
    std::vector<MovedName> moved;    ///< the lock, then its companions; of a row only its database, which stays
    std::optional<LockRow> row;      ///< the lock is this row of the database
    std::vector<std::string> guards; ///< files of the directory that must have no kernel lock
    std::string markTarget;
    HelperName helper;

    WallTime time;
    std::string format;
    Verdict verdict;
    Claim owner;
    bool forced = false;
    bool mayBeOpen = false; ///< broken even if a process has it open; of no use later, so it is not kept
    std::string bootId;     ///< devices may have other numbers after the next boot

    const MovedName &lock() const { return moved.front(); }
    AsideTaker::Names names() const;
    BrokenLock brokenLock() const;
    /// Devices count as the same from now on, whatever their numbers.
    void forgetDevices();

    QByteArray toJson() const;
    static std::optional<BreakRecord> fromJson(const QByteArray &json);
};

} // namespace Lockscope
