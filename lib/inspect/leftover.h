// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/verdict.h>

#include <filesystem>
#include <optional>
#include <string>

namespace Lockscope {

/// An auxiliary file of a lock that no longer exists, or that was never created.
struct Leftover
{
    std::string kind; ///< e.g. `link-unique`
    Claim owner;
    Verdict verdict; ///< stale if its owner is proven to have exited
};

/// Examines a name in an open directory; absent if it is not such a file, or if its owner is running. Changes nothing.
std::optional<Leftover> inspectLeftover(int directory, const std::string &name, const std::filesystem::path &path,
                                        const HostSnapshot &machine);

} // namespace Lockscope
