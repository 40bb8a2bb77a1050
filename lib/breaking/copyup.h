// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/breaker.h>

namespace Lockscope {

/// On an overlay file system, moving a file of a lower layer first copies it to the upper layer, where it has another
/// birth time and possibly another inode number: after the move it would look like a different file. This function lets
/// the overlay copy the files of the plan before they are moved, and returns the plan with their new state. A file
/// stays open meanwhile, so that its old and its new state are known to be those of one file. Nothing else about the
/// files changes. Returns the plan unchanged if nothing has to be copied or if the copy fails.
BreakPlan copiedUp(const BreakPlan &plan, const HostSnapshot &machine);

} // namespace Lockscope
