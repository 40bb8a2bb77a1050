// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/hostsnapshot.h"
#include "inspect/probe/inodenames.h"
#include "inspect/probe/probe.h"

#include <filesystem>
#include <vector>

namespace Lockscope {

/// Why a path is inspected.
enum class Choice
{
    Found,    ///< it was found, e.g. in a directory: its name decides whether it may be a lock
    AskedFor, ///< the user gave this path: its content decides, whatever its name
};

/// The formats that match a file.
struct Matches
{
    std::vector<FormatReading> readings; ///< most certain first
    bool isDocument = false;             ///< known not to be a lock; false if a format matches
    bool mentionsOwner = false;          ///< a short text about an owner; false if a format matches
};

/// Compares a file with all formats. The directory is the one that contains it.
Matches matchFormats(const std::filesystem::path &path, Probe &probed, Choice choice, DirectoryAtHand directory,
                     const Surroundings &surroundings, const HostSnapshot &machine);

/// Leaves only the format of the kind that the file is known to be a lock of: then neither its name nor other formats
/// that match cast doubt on what it records. Leaves everything if that format does not match.
void keepOnly(Matches &matches, std::string_view kind);

/// Compares a file of which only the name and the kernel locks are known.
std::vector<FormatReading> matchKernelLocks(std::string_view name, const std::vector<KernelLock> &locks);

} // namespace Lockscope
