// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/verdict.h>

#include <filesystem>
#include <optional>
#include <string>

namespace Lockscope {

/// What belongs to a lock and was left without it, or never came to be one.
struct Leftover
{
    std::string kind; ///< e.g. `link-unique`
    Claim owner;
    Verdict verdict; ///< stale where its owner is proved to be gone
};

/// Whether a name in an open folder is such a thing; absent where it is not, or where its owner is at work. Looks only.
std::optional<Leftover> judgeLeftover(int folder, const std::string &name, const std::filesystem::path &path,
                                      const Machine &machine);

} // namespace Lockscope
