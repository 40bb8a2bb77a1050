// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/changewatch.h"
#include "watch/directorywatches.h"
#include "watch/kernelwatch.h"
#include "watch/locktracker.h"
#include "watch/watchactivity.h"
#include "watch/watchmessage.h"
#include "watch/watchroots.h"

#include <lockscope/directoryscan.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace Lockscope {

/// The work of a LockWatcher, in steps: a full scan, then inspections of everything that changes. Between two steps it
/// needs no thread. The steps are made by one thread at a time; the orders and busySince() may be called by others.
class WatchLoop
{
public:
    /// What one loop watches.
    struct Task
    {
        std::vector<std::filesystem::path> places;
        std::set<KernelWatch::Device> devices;     ///< that the places are on
        bool alwaysPoll = false;                   ///< the places are on file systems that send no events
        bool kernelLocks = false;                  ///< every kernel lock of this host
        std::vector<std::filesystem::path> others; ///< places that other loops watch, which report the locks there
        bool atStart = true; ///< the initial scan of these places; false: they were moved to this loop, and locks found
                             ///< are reported as appeared
    };

    /// `wake` is called after each order, and requests a step.
    WatchLoop(WatchReceiver receiver, std::function<void()> wake);

    // Orders.
    void watch(Task task);
    void refresh();
    /// The mount table changed, but not for these places.
    void readMachine();
    void set(const WatchSettings &settings);
    void stop();

    /// What the next step waits for, unless an order requests it earlier.
    struct Wait
    {
        std::vector<struct pollfd> descriptors;
        std::chrono::nanoseconds until{0}; ///< on the steady clock
    };
    Wait step();

    /// When the current piece of work started, on the steady clock; 0 while it waits for events.
    std::chrono::nanoseconds busySince() const { return m_activity.busySince(); }

private:
    struct Orders
    {
        std::optional<Task> task;
        bool inspectAll = false;
        bool readMachine = false;
        bool isNew = false; ///< given since the last step
        WatchSettings settings;
    };

    void order(const std::function<void(Orders &)> &change);
    bool hasOrders();
    Orders takeOrders();
    void setTask(Task task);
    bool mayLook();
    void work(const Orders &orders);

    void inspectAll();
    void report(std::vector<LockReport> reports);
    void scan(const std::vector<WatchRoots::Root *> &roots, const WatchReceiver &progress);
    void inspectRoot(WatchRoots::Root &root);
    void follow(const std::filesystem::path &directory);
    void reportPlaceState(const WatchRoots::Root &root) const;
    void inspectChanges(const DirectoryWatches::Changes &changes);
    void inspectNewDirectories(const DirectoryWatches::Paths &directories);
    void readKernelLocks();
    void reportKernelLocks(const std::vector<InodeKey> &inodes);
    void reportUse(const std::filesystem::path &directory);
    void checkProcesses();
    void lookFromTimeToTime();
    bool isOthers(const std::filesystem::path &path) const;

    std::chrono::nanoseconds nextKernelLook(const Orders &orders) const;
    std::vector<struct pollfd> descriptors() const;
    void coalesce() const;
    Wait waitFor(const Orders &orders) const;

    WatchReceiver m_report;
    std::function<void()> m_wake;
    std::mutex m_mutex; ///< guards m_orders and m_scanStop
    Orders m_orders;
    std::stop_source m_scanStop;
    std::stop_source m_stop;
    WatchActivity m_activity;

    // Used only by the steps.
    bool m_isOpen = false;
    Task m_task;
    WatchRoots m_roots;
    DirectoryWatches m_directories;
    LockTracker m_tracker;
    KernelWatch m_kernel;
    std::stop_token m_scanToken;
    std::chrono::nanoseconds m_nextTimeToTime{0};
    std::chrono::nanoseconds m_answered{0}; ///< when the mount of the places last responded
    std::chrono::nanoseconds m_lastOverflow{0};
    std::chrono::nanoseconds m_lastBatch{0};
    std::size_t m_lastBatchSize = 0;
};

} // namespace Lockscope
