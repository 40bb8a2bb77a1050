// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/inodestate.h"
#include "breaking/lockplace.h"
#include "system/quarantine.h"
#include "values/lockrow.h"

#include <lockscope/breaker.h>

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The helper lock that a format's own breakers acquire while they remove one of its locks.
struct HelperName
{
    std::string name;   ///< in the directory of the lock; empty if the format has none
    std::string target; ///< of a symbolic link; empty if it is a QLockFile
};

/// A name that is moved by a break, and the state that identifies its inode.
struct MovedName
{
    std::string name;
    std::string aside; ///< its private name in the same directory
    InodeState state;

    bool operator==(const MovedName &) const = default;
};

/// Everything that the journal stores about one broken lock: sufficient to complete, roll back and undo the break in
/// another process.
struct BreakRecord
{
    std::string id;
    LockPlace place;
    std::vector<MovedName> moved; ///< the lock, then its companions; for a row only its database, which stays
    std::optional<LockRow> row;   ///< the lock is this row of the database
    std::vector<std::string> companionLocks; ///< files of the directory that must have no kernel lock
    std::string markTarget;
    HelperName helper;

    WallTime time;
    std::string format;
    Verdict verdict;
    Claim owner;
    bool forced = false;
    bool mayBeOpen = false; ///< broken even if a process has it open; not stored, because it is not needed later
    std::string bootId;     ///< device numbers may change at the next boot

    const MovedName &lock() const { return moved.front(); }
    Quarantine::Names names() const;
    BrokenLock brokenLock() const;
    /// From now on, device numbers are not compared.
    void forgetDevices();

    QByteArray toJson() const;
    static std::optional<BreakRecord> fromJson(const QByteArray &json);
};

} // namespace Lockscope
