// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"
#include "inspect/inodenames.h"
#include "inspect/judging.h"
#include "inspect/probe.h"

#include <lockscope/lockreport.h>

#include <filesystem>

namespace Lockscope {

/// Why a path is inspected.
enum class Choice
{
    Found,    ///< it was found, e.g. in a directory: its name decides whether it may be a lock
    ByRule,   ///< a pattern of the user matches its name
    AskedFor, ///< the user gave this path: its content decides, whatever its name
};

/// Creates a report from a look at the file: detects its format, gathers facts and judges them. The directory is an
/// open one that contains the path, or AT_FDCWD.
LockReport buildReport(std::filesystem::path path, Probe probed, const HostSnapshot &machine, Choice choice,
                       DirectoryAtHand directory = {});

/// The report for a path on a file system that does not respond; does not access the file system.
LockReport unansweredReport(std::filesystem::path path, const HostSnapshot &machine);

/// The report for locks on an inode that cannot be inspected: its path is unknown, was deleted, or names another file.
LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const HostSnapshot &machine);

} // namespace Lockscope
