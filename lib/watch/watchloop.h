// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/wakeup.h"
#include "watch/folderwatches.h"
#include "watch/knownlocks.h"

#include <lockscope/folderscan.h>
#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace Lockscope {

/// What a LockWatcher does on its thread: one look at everything, then again at whatever changed. Only watch(),
/// refresh() and setPaused() may be called from other threads.
class WatchLoop
{
public:
    /// Where it tells what it found. Called from the loop's thread and, while scanning, from the scan's.
    struct Sink
    {
        std::function<void(std::vector<LockReport>)> updated;
        std::function<void(std::vector<std::string>)> removed;
        std::function<void(const ScanProgress &)> scanning;
        std::function<void()> ready;
        std::function<void(const Failure &)> failed;
    };

    explicit WatchLoop(Sink sink);

    void watch(LockWatcher::Places places);
    void refresh();
    void setPaused(bool paused);
    /// Until stop is requested.
    void run(std::stop_token stop);

private:
    struct Orders
    {
        std::optional<LockWatcher::Places> places;
        bool lookAtAll = false;
        bool paused = false;
    };

    void wake();
    void lookAtAll(const std::stop_token &stop);
    void scan(const std::vector<std::filesystem::path> &roots, const std::stop_token &stop);
    void follow(const std::filesystem::path &folder);
    void lookAtChanges(const FolderWatches::Changes &changes, const std::stop_token &stop);
    void lookAtKernel();
    void tellKernelLocks(bool all);
    void lookAgain(const std::set<std::filesystem::path> &paths);
    bool isInPlaces(const std::filesystem::path &path) const;
    void tell(std::vector<LockReport> reports);
    void tellRemoved(std::vector<std::string> keys);
    void waitForEvents(std::chrono::nanoseconds limit) const;

    Sink m_sink;
    std::mutex m_mutex; ///< guards m_orders and m_scanStop
    Orders m_orders;
    std::stop_source m_scanStop;
    std::optional<WakeUp> m_wakeUp;

    LockWatcher::Places m_places;
    std::set<std::filesystem::path> m_files; ///< places that are no folders: told even when absent
    std::optional<Inspector> m_inspector;    ///< made on the loop's thread, for making one reads the machine
    FolderWatches m_folders;
    KnownLocks m_known;
    std::unordered_map<InodeKey, std::vector<KernelLock>> m_kernelLocks; ///< as last told
    bool m_polling = false;                                              ///< some folder cannot be followed
    std::chrono::nanoseconds m_kernelInterval;
    std::chrono::nanoseconds m_nextKernelLook = {};
    std::chrono::nanoseconds m_nextPoll = {};
};

} // namespace Lockscope
