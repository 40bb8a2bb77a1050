// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/folderscan.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockreport.h>
#include <lockscope/time.h>
#include <lockscope/watchedplace.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace Lockscope {

/// Where a loop tells what it found. Called from the loop's thread and, while scanning, from the scan's, one call at a
/// time.
struct WatchSink
{
    std::function<bool()> wantsReports; ///< else updated is not called, which saves copies
    std::function<void(std::vector<LockReport>)> updated;
    std::function<void(std::vector<std::string>)> removed;
    std::function<void(std::vector<LockEvent>)> happened;
    std::function<void()> eventsMissing;
    std::function<void(WatchedPlace)> place;
    std::function<void(const ScanProgress &)> scanning;
    std::function<void()> ready;
    /// All locks that are in these places were told of since then.
    std::function<void(std::vector<std::filesystem::path>, WallTime)> toldAll;
    std::function<void(const Failure &)> failed;
    /// A place lies on another device than before.
    std::function<void()> liesElsewhere;
};

} // namespace Lockscope
