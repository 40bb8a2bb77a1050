// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <set>

namespace Lockscope {

/// The TCP ports on which a process listens and the UDP ports that are bound, IPv4 and IPv6, in the network namespaces
/// of this process and of all others that are visible. Ports of connections are not included.
std::set<std::int64_t> listeningPorts(const ProcRoot &proc);

} // namespace Lockscope
