// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/facts.h"
#include "inspect/foldersurroundings.h"
#include "inspect/machine.h"

#include <vector>

namespace Lockscope {

/// Gathers further facts that the matches ask for: kernel locks on a companion file, running programs that create such
/// locks, rows, shared memory. Expensive only if a match needs it.
void lookAround(const std::vector<Recognition> &readings, const FolderSurroundings &surroundings, const Look &look,
                const Machine &machine, Facts &facts);

} // namespace Lockscope
