// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "inspect/hostsnapshot.h"
#include "system/lockprobe.h"

#include <QString>

#include <string>

namespace Lockscope {

/// Whether a process uses the lock of a recorded break, according to the kernel: since planning, it may have acquired a
/// kernel lock on the lock itself or on a companion file, or be about to do so.
class LockUse
{
public:
    /// REQUIRES: the directory, which is that of the lock, stays open; the other arguments outlive the object.
    LockUse(int directory, const BreakRecord &record, const HostSnapshot &machine);

    /// The use of one inode of the break under this name, including its entries if it is a directory.
    LockProbe::Use of(const MovedName &moved, const std::string &name) const;
    bool isLocked(const MovedName &moved, const std::string &name) const
    {
        return of(moved, name) == LockProbe::Use::Locked;
    }

    /// Whether the lock under this name may be removed. Between opening and locking a file, a process cannot be
    /// distinguished from one that reads it, so a process that has it open gets a moment to lock or close it. With
    /// force it may be removed even if a process has it open, but never if it is locked.
    bool allows(const std::string &name);
    /// Why allows() last returned false; absent if it returned true.
    std::optional<Message> why() const;

private:
    bool isLockedBeside() const;

    int m_directory;
    const BreakRecord &m_record;
    const HostSnapshot &m_machine;
    LockProbe::Use m_last = LockProbe::Use::None;
};

} // namespace Lockscope
