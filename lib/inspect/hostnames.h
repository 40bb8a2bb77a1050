// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

// What locks call this host by, beside its name.

/// Its other names in a text of hosts(5): those in a line with its name, where the line is of a loopback address or the
/// name is the same one with a domain. Never `localhost`, which every host is.
std::vector<std::string> aliasesIn(std::string_view hosts, const std::string &hostname);
/// Those that the user names in a text, one a line, `#` begins a comment. Never `localhost`, which every host is.
std::vector<std::string> namesIn(std::string_view text);
/// By /etc/hosts and by HostIdentity::namesFile().
std::vector<std::string> hostAliases(const std::string &hostname);

/// `52:54:00:12:34:56`; 0 where it is none.
std::uint64_t hardwareAddress(std::string_view text);
/// Of this host's network interfaces, without zeros.
std::vector<std::uint64_t> hardwareAddresses();

} // namespace Lockscope
