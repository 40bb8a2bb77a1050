// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <set>

namespace Lockscope {

/// The TCP ports that some process listens on and the UDP ports that are bound to, IPv4 and IPv6, in the network
/// namespaces of this process and of all others that can be seen. Ports of connections are not among them.
std::set<std::int64_t> listeningPorts(const ProcRoot &proc);

} // namespace Lockscope
