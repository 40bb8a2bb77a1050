// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/time.h>

#include <filesystem>
#include <optional>
#include <string>

namespace Lockscope {

/// What one careful look at a SQLite database found: never by opening it with SQLite, which would lock it and might
/// write.
struct DatabaseLook
{
    enum class State
    {
        Whole,
        Refused,      ///< it, its log or its folder may not be read, or must not be opened now
        TooLarge,     ///< for a look
        BeingWritten, ///< somebody writes to it, and goes on
        HotJournal,   ///< its last writer ended in the middle of a change, which must be undone first
        Damaged,      ///< it is no database that can be read
    };
    State state = State::Refused;
    std::string image; ///< see sqliteImage()
    /// When the file or its log was last written, the later of both; and the same of their inodes.
    std::optional<WallTime> modified;
    std::optional<WallTime> changed;
};

DatabaseLook lookIntoDatabase(const std::filesystem::path &database, const Machine &machine);

} // namespace Lockscope
