// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/inodenames.h"
#include "inspect/judging.h"
#include "inspect/look.h"
#include "inspect/machine.h"

#include <lockscope/lockreport.h>

#include <filesystem>

namespace Lockscope {

/// Why a path is looked at.
enum class Choice
{
    Found,    ///< it was found, e.g. in a folder: its name says whether it may be a lock
    ByRule,   ///< a user's rule says that what has such a name is a lock
    AskedFor, ///< its user named this very path: it is read by its content, whatever its name
};

/// Makes a report of what one look found: recognises, gathers the facts, judges. The folder is an open one that the
/// path lies in, or AT_FDCWD.
LockReport buildReport(std::filesystem::path path, Look look, const Machine &machine, Choice choice,
                       FolderAtHand folder = {});

/// The report of a path on a file system that does not answer; asks it nothing.
LockReport unansweredReport(std::filesystem::path path, const Machine &machine);

/// The report of locks on one inode that cannot be looked at from here: its path is unknown, was deleted, or names
/// another file.
LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const Machine &machine);

} // namespace Lockscope
