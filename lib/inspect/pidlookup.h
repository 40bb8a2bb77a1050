// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"
#include "inspect/hostsnapshot.h"

namespace Lockscope {

/// Looks up one PID that a lock records: in this PID namespace, in the one that the lock records, and in containers of
/// this host that have the recorded host name.
ClaimedProcess askAfter(std::int64_t pid, const Facts &facts, const HostSnapshot &machine);

} // namespace Lockscope
