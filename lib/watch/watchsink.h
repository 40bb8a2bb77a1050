// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/directoryscan.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockreport.h>
#include <lockscope/time.h>
#include <lockscope/watchedplace.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace Lockscope {

/// The callbacks through which a loop reports. Called in the loop's thread and, during a scan, in that of the scan, one
/// call at a time.
struct WatchSink
{
    std::function<bool()> wantsReports; ///< if false, `updated` is not called, which avoids copies
    std::function<void(std::vector<LockReport>)> updated;
    std::function<void(std::vector<std::string>)> removed;
    std::function<void(std::vector<LockEvent>)> eventsOccurred;
    std::function<void()> eventsLost;
    std::function<void(WatchedPlace)> place;
    std::function<void(const ScanProgress &)> scanning;
    std::function<void()> initialScanFinished;
    /// All locks in these places have been reported since this time.
    std::function<void(std::vector<std::filesystem::path>, WallTime)> toldAll;
    std::function<void(const Failure &)> failed;
    /// A place is on another device than before.
    std::function<void()> liesElsewhere;
};

} // namespace Lockscope
