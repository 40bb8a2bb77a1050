// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

// Further names by which locks may identify this host.

/// Aliases from a text in the format of hosts(5): those in a line with the host name, if the line is for a loopback
/// address or the alias is the same name with a domain. Never `localhost`, which is a name of every host.
std::vector<std::string> aliasesIn(std::string_view hosts, const std::string &hostname);
/// Names that the user listed in a text, one per line, `#` starts a comment. Never `localhost`, which is a name of
/// every host.
std::vector<std::string> namesIn(std::string_view text);
/// From /etc/hosts and HostIdentity::namesFile(), if its file system responds.
std::vector<std::string> hostAliases(const std::string &hostname, const MountTable &mounts);

/// Parses `52:54:00:12:34:56`; 0 if it is not a hardware address.
std::uint64_t hardwareAddress(std::string_view text);
/// The addresses of the network interfaces of this host, without zeros.
std::vector<std::uint64_t> hardwareAddresses();

} // namespace Lockscope
