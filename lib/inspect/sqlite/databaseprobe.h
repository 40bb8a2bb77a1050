// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/time.h>

#include <filesystem>
#include <optional>
#include <string>

namespace Lockscope {

/// The result of reading a SQLite database without SQLite, which would lock it and might write to it.
struct DatabaseProbe
{
    enum class State
    {
        Whole,
        Refused,      ///< it, its log or its directory may not be read, or must not be opened now
        TooLarge,     ///< for an inspection
        BeingWritten, ///< another process keeps writing to it
        HotJournal,   ///< its last writer was interrupted by a crash; its changes must be rolled back first
        Damaged,      ///< it is not a readable database
    };
    State state = State::Refused;
    std::string image; ///< see sqliteImage()
    /// The later of the modification times of the file and its log; and the same for their change times.
    std::optional<WallTime> modified;
    std::optional<WallTime> changed;
};

DatabaseProbe probeDatabase(const std::filesystem::path &database, const HostSnapshot &machine);

} // namespace Lockscope
