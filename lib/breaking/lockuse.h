// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "inspect/machine.h"
#include "system/lockprobe.h"

#include <QString>

#include <string>

namespace Lockscope {

/// Whether some process uses the lock of a noted break, as the kernel sees it: since the plan was made, it may have
/// acquired a kernel lock on the lock itself, or on what belongs to it, or be about to.
class LockUse
{
public:
    /// REQUIRES: the folder, which is the lock's, stays open; the others outlive the object.
    LockUse(int folder, const BreakRecord &record, const Machine &machine);

    /// Of one inode of the break under this name, with what is in it if it is a directory.
    LockProbe::Use of(const MovedName &moved, const std::string &name) const;
    bool isLocked(const MovedName &moved, const std::string &name) const
    {
        return of(moved, name) == LockProbe::Use::Locked;
    }

    /// Whether the lock under this name can go. Between opening a file and locking it, no process can be told from one
    /// that reads it, so whoever has it open gets a moment to lock or close it. By force it goes even if somebody has
    /// it open, but never locked.
    bool allows(const std::string &name);
    /// Why the last answer was no; absent if it was yes.
    std::optional<Message> why() const;

private:
    bool isLockedBeside() const;

    int m_folder;
    const BreakRecord &m_record;
    const Machine &m_machine;
    LockProbe::Use m_last = LockProbe::Use::None;
};

} // namespace Lockscope
