// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/wakeup.h"
#include "watch/watchsink.h"
#include "watch/watchworker.h"

#include <lockscope/lockwatcher.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

namespace Lockscope {

/// The loops of one LockWatcher: one for local file systems and the kernel's lock table, and one for each mount that
/// may not respond. Sorts the places again when the mounts change, and detects loops that hang. All functions return at
/// once; the destructor waits a short time for the loops and abandons those that hang.
class WatchCrew
{
public:
    explicit WatchCrew(WatchSink sink);
    ~WatchCrew();
    WatchCrew(const WatchCrew &) = delete;
    WatchCrew &operator=(const WatchCrew &) = delete;

    void watch(LockWatcher::Places places);
    void refresh();
    void setPaused(bool paused);
    void setForeground(bool inFront);
    void setKernelPolling(bool polling);

private:
    void lead(const std::stop_token &stop);
    /// Gives each loop its current task; starts missing loops and ends those without a task.
    void assign(bool placesAreNew);
    std::shared_ptr<WatchWorker> newLane(const std::string &name);
    void checkAnswers();
    void noteReady(const std::string &name, bool onlyIfAwaited);
    void awaitAll();
    void await(const std::string &name);

    WatchSink m_sink;
    std::optional<WakeUp> m_wakeUp;
    std::atomic<bool> m_mustSort = false; ///< a loop reports that a place is on another device now
    std::mutex m_mutex;                   ///< guards the following members
    LockWatcher::Places m_places;
    bool m_placesAreNew = false;
    bool m_paused = false;
    bool m_inFront = false;
    bool m_kernelPolling = true;
    std::map<std::string, std::shared_ptr<WatchWorker>> m_lanes;
    std::mutex m_awaitedMutex; ///< guards the following members; a lane that is ready locks this one while holding its
                               ///< own mutex
    std::set<std::string> m_awaited; ///< lanes whose full scan has not finished
    std::jthread m_thread;           ///< last: it must end before the other members are destroyed
};

} // namespace Lockscope
