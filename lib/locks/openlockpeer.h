// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// What an openlock file says.
struct OpenLockOwner
{
    std::int64_t pid = 0;
    std::string name; ///< of its program; may be empty
};

struct OpenLockText
{
    std::optional<OpenLockOwner> owner; ///< absent if it has no two lines or the first is no PID
    bool hasMoreLines = false;          ///< which no openlock writes, and no openlock reads
};

/// Reads the text as the original does: what follows the second line is ignored.
OpenLockText readOpenLock(std::string_view content);

/// The name of this program as openlock writes it: the stem of the first word of argv[0].
std::string ownOpenLockName();

/// Whether that owner still counts as the holder: its process lives, and the name stands in its command line. The
/// original asks for the word "python" there too; without it the lock is a program's of this library, and honoured.
/// Where the command line cannot be seen, the owner counts as the holder.
bool isOpenLockHolder(const OpenLockOwner &owner);

} // namespace Lockscope
