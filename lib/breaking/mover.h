// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/journal.h"
#include "inspect/hostsnapshot.h"

#include <lockscope/result.h>

#include <filesystem>
#include <memory>
#include <vector>

namespace Lockscope {

/// Removes and restores the lock of one recorded break, in steps whose completion another process can detect.
class Mover
{
public:
    /// Creates the subclass for the kind of lock. REQUIRES: the entry outlives the object.
    static std::unique_ptr<Mover> of(JournalEntry &entry, const HostSnapshot &machine);

    virtual ~Mover() = default;
    Mover(const Mover &) = delete;
    Mover &operator=(const Mover &) = delete;

    /// Removes the lock and records that. BreakChanged and NothingToBreak if it does not match the plan: then it is in
    /// its original place, and the entry was removed.
    virtual Result<void> breakLock() = 0;
    /// Restores it and removes the entry.
    virtual Result<void> restore() = 0;
    /// Completes or rolls back the break of a process that was killed.
    virtual Result<void> settle() = 0;
    /// Removes the quarantine permanently, and the entry. A file that does not match the record, was changed or is in
    /// use stays. If the system refuses to remove the rest, the entry records that only a part is left.
    virtual Result<void> expire() = 0;
    /// The same on request: returns the removed names. DeleteRefused for a file that does not match the record or is in
    /// use, if something in it cannot be removed, and, unless any content is to be removed, for a file that was changed
    /// and a directory that contains more than the lock.
    enum class Content
    {
        Known,
        Any,
    };
    virtual Result<std::vector<std::filesystem::path>> remove(Content content) = 0;
    /// Whether the quarantined files were changed after the break.
    virtual bool isChanged() = 0;
    /// Whether the quarantine still exists.
    virtual bool isKept() = 0;

protected:
    Mover() = default;
};

} // namespace Lockscope
