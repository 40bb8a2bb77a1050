// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/hosts.h>

#include <string>
#include <string_view>

namespace Lockscope {

/// Whether the fields have the form that the list requires. A destination must not look like an option of ssh.
bool isValid(const ListedHost &host);

/// The hosts in the text of a list; InvalidOption with the number of the first invalid line.
Result<std::vector<ListedHost>> parseHostList(std::string_view text);
std::string toText(const std::vector<ListedHost> &hosts);

} // namespace Lockscope
