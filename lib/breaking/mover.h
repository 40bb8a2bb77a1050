// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/journal.h"
#include "inspect/machine.h"

#include <lockscope/result.h>

#include <filesystem>
#include <memory>
#include <vector>

namespace Lockscope {

/// Takes the lock of one noted break away and back, in steps of which whoever comes later sees which happened.
class Mover
{
public:
    /// By what the lock is. REQUIRES: the entry outlives the object.
    static std::unique_ptr<Mover> of(JournalEntry &entry, const Machine &machine);

    virtual ~Mover() = default;
    Mover(const Mover &) = delete;
    Mover &operator=(const Mover &) = delete;

    /// Takes the lock away and notes that. BreakChanged and NothingToBreak where it is not what was planned: then it is
    /// where it was, and the entry is gone.
    virtual Result<void> breakLock() = 0;
    /// Puts it back and removes the entry.
    virtual Result<void> restore() = 0;
    /// Finishes or rolls back what a process that was killed left.
    virtual Result<void> settle() = 0;
    /// Removes for good what is kept, and the entry. What is not what was noted stays.
    virtual Result<void> expire() = 0;
    /// The same because somebody asks for it: gives the names that were removed. BreakRefused for what is not what was
    /// noted, is in use or, of a directory, holds more than a lock does, unless that is to go with it.
    enum class Content
    {
        Known,
        Any,
    };
    virtual Result<std::vector<std::filesystem::path>> remove(Content content) = 0;
    /// Whether what is kept is there still.
    virtual bool isKept() = 0;

protected:
    Mover() = default;
};

} // namespace Lockscope
