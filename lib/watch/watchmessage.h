// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/directoryscan.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace Lockscope {

struct ReportsUpdated
{
    std::vector<LockReport> reports;
};

struct LocksRemoved
{
    std::vector<std::string> keys;
};

struct EventsOccurred
{
    std::vector<LockEvent> events;
};

/// The kernel dropped events, so that changes may not have been reported.
struct EventsLost
{
};

/// Every lock in the places of a worker has been reported.
struct ScanFinished
{
};

/// The file system of the places does not respond. Repeated while that is so.
struct NotResponding
{
};

/// The events since this time contain every lock in these places, because none was known before.
struct AllReported
{
    std::vector<std::filesystem::path> places;
    WallTime since;
};

/// A place is on another device than before, and may belong to another worker.
struct PlaceMoved
{
};

/// What a worker reports. WatchedPlace is the current state of a place, and Failure a directory that cannot be read.
using WatchMessage = std::variant<ReportsUpdated, LocksRemoved, EventsOccurred, EventsLost, WatchedPlace, ScanProgress,
                                  ScanFinished, NotResponding, AllReported, Failure, PlaceMoved>;

/// Called in the worker's thread and, during a scan, in that of the scan, one call at a time.
using WatchReceiver = std::function<void(WatchMessage)>;

/// How the locks are watched. The same for all workers.
struct WatchSettings
{
    bool paused = false;
    bool foreground = false;
    bool kernelPolling = true;
};

} // namespace Lockscope
