// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"
#include "inspect/machine.h"

namespace Lockscope {

/// What the machine knows of one process number that a lock names: here, in the pid namespace that the lock names, and
/// in containers of this machine that bear the name of the host that it names.
ClaimedProcess askAfter(std::int64_t pid, const Facts &facts, const Machine &machine);

} // namespace Lockscope
