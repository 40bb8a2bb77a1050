// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The owner that an openlock file records.
struct OpenLockOwner
{
    std::int64_t pid = 0;
    std::string name; ///< of its program; may be empty
};

struct OpenLockText
{
    std::optional<OpenLockOwner> owner; ///< absent if it does not have two lines or the first is not a PID
    bool hasMoreLines = false;          ///< which openlock neither writes nor reads
};

/// Parses the text as the original does: everything after the second line is ignored.
OpenLockText readOpenLock(std::string_view content);

/// The name of this program as openlock writes it: the stem of the first word of argv[0].
std::string ownOpenLockName();

/// Whether the owner counts as the holder: its process is running, and its command line contains the name. The original
/// also requires the word "python" there; without that word the lock belongs to a program of this library and is
/// honoured. If the command line cannot be read, the owner counts as the holder.
bool isOpenLockHolder(const OpenLockOwner &owner);

} // namespace Lockscope
