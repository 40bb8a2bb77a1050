// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"
#include "inspect/hostsnapshot.h"

#include <functional>

namespace Lockscope {

/// Looks up one PID that a lock records: in this PID namespace, in the one that the lock records, and in containers of
/// this host that have the recorded host name.
ClaimedProcess lookUpPid(std::int64_t pid, const Facts &facts, const HostSnapshot &machine);

/// The same as a function of PID and facts, because which PIDs are looked up depends on the matches.
using PidLookup = std::function<ClaimedProcess(std::int64_t pid, const Facts &facts)>;
PidLookup pidLookup(const HostSnapshot &machine);

} // namespace Lockscope
