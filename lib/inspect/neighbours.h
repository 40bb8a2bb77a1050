// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/facts.h"
#include "inspect/foldersurroundings.h"
#include "inspect/machine.h"

#include <vector>

namespace Lockscope {

/// Looks for what the readings say that decides beside the lock itself: kernel locks on a file beside it, programs that
/// make such locks, rows in it, shared memory. Costs only where a reading asks for it.
void lookAround(const std::vector<Recognition> &readings, const FolderSurroundings &surroundings, const Look &look,
                const Machine &machine, Facts &facts);

} // namespace Lockscope
