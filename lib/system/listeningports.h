// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <cstdint>
#include <set>

namespace Lockscope {

/// The TCP ports that some process listens on and the UDP ports that are bound to, IPv4 and IPv6, in the network
/// namespace of this process. Ports of connections are not among them.
std::set<std::int64_t> listeningPorts(const ProcRoot &proc);

} // namespace Lockscope
