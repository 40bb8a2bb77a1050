// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/look.h"
#include "inspect/machine.h"

#include <lockscope/lockreport.h>

#include <filesystem>

namespace Lockscope {

/// Makes a report of what one look found: recognises, gathers the facts, judges.
LockReport buildReport(std::filesystem::path path, Look look, const Machine &machine);

/// The report of locks on one inode that cannot be looked at from here: its path is unknown, was deleted, or names
/// another file.
LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const Machine &machine);

} // namespace Lockscope
