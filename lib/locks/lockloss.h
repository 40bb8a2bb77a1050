// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/changewatch.h"

#include <lockscope/result.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

namespace Lockscope {

class LockFile;

/// How a held lock is found to be lost.
class LockLoss
{
public:
    /// What to watch to notice it: what the path names and, if that is a link, also its target.
    static std::vector<ChangeWatch::Target> targets(const std::filesystem::path &path);
    /// The longest time between two checks. Remote file systems report no events, and moving a parent directory of the
    /// lock causes none.
    static std::chrono::milliseconds interval(bool hasEvents);
    /// The failure of a lock that is lost, with its new owner if it is known; empty while it is held.
    static std::optional<Failure> check(const LockFile &lock);
};

} // namespace Lockscope
