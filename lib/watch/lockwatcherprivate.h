// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/changewatch.h"
#include "system/mountchanges.h"
#include "system/repeatedtask.h"
#include "watch/watchmessage.h"
#include "watch/watchworker.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Supervises the workers of one LockWatcher: one for local file systems and the kernel's lock table, and one for each
/// mount that may not respond. Sorts the places again when the mounts change. All functions return at once; the
/// destructor waits a short time for the workers and abandons those that hang.
///
/// It has no thread of its own: the watching thread of the process wakes it and its workers, which then run on lanes.
///
/// Settings travel down to the workers in one value, and their reports travel up in one WatchMessage, which is posted
/// to the event queue of the watcher's thread; messages that are still queued when the watcher is destroyed are dropped
/// with it.
class LockWatcher::Private
{
public:
    explicit Private(LockWatcher *watcher);
    ~Private();
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void watch(Places places);
    void refresh();
    void change(const std::function<void(WatchSettings &)> &change);
    void setHistory(std::shared_ptr<LockHistory> history);
    void deliverReports() { m_wantsReports = true; }
    std::vector<WatchedPlace> places() const;

private:
    void requestSorting();
    void sortPlaces();
    /// Gives each worker its current task; starts missing workers and ends those without a task.
    void assign(bool placesAreNew);
    std::shared_ptr<WatchWorker> newWorker(const std::string &name);
    void receive(const std::string &worker, WatchMessage message);
    /// When the last awaited worker is ready, the watcher is ready.
    void noteReady(const std::string &worker, bool onlyIfAwaited);
    void awaitAll();
    void await(const std::string &worker);
    std::shared_ptr<LockHistory> history();
    /// Whether the state of the place has changed.
    bool update(const WatchedPlace &place);
    template <typename Call>
    void post(Call call);

    LockWatcher *m_watcher;
    std::atomic<bool> m_wantsReports = false;
    std::mutex m_mutex; ///< guards the following members
    Places m_wanted;
    bool m_placesAreNew = false;
    WatchSettings m_settings;
    std::map<std::string, std::shared_ptr<WatchWorker>> m_workers;
    mutable std::mutex m_stateMutex; ///< guards the following members; a worker that reports locks this one while
                                     ///< holding its own mutex
    std::set<std::string> m_awaited; ///< workers whose full scan has not finished
    std::shared_ptr<LockHistory> m_history;
    std::vector<WatchedPlace> m_places;
    std::multimap<std::string_view, std::size_t> m_placesByPath; ///< the indices in m_places
    std::optional<MountChanges> m_mountChanges;                  ///< used only by m_sorting
    RepeatedTask m_sorting;
    std::unique_ptr<ChangeWatch> m_watch; ///< last: it calls back until it is destroyed
};

} // namespace Lockscope
