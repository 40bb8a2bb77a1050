// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/facts/facts.h"
#include "inspect/hostsnapshot.h"
#include "inspect/probe/directorysurroundings.h"

#include <vector>

namespace Lockscope {

/// Gathers further facts that the matches ask for: kernel locks on a companion file, running programs that create such
/// locks, rows, shared memory. Expensive only if a match needs it.
void gatherRelatedFacts(const std::vector<FormatReading> &readings, const DirectorySurroundings &surroundings,
                        const Probe &probed, const HostSnapshot &machine, Facts &facts);

} // namespace Lockscope
