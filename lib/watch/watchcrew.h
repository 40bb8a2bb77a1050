// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/wakeup.h"
#include "watch/watchlane.h"
#include "watch/watchsink.h"

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

/// The loops of one LockWatcher: one for this host's own file systems and the kernel's table, and one for each mount
/// that may not answer. Sorts the places anew when something is mounted, and notices which loop hangs. All functions
/// return at once; the destructor waits a moment for its loops and leaves behind those that hang.
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
    void setInFront(bool inFront);
    void setKernelPolling(bool polling);

private:
    void lead(const std::stop_token &stop);
    /// Gives each loop what is its own now; starts loops and lets go of those without a task.
    void assign(bool placesAreNew);
    std::shared_ptr<WatchLane> newLane(const std::string &name);
    void checkAnswers();
    void noteReady(const std::string &name, bool onlyIfAwaited);
    void awaitAll();
    void await(const std::string &name);

    WatchSink m_sink;
    std::optional<WakeUp> m_wakeUp;
    std::atomic<bool> m_mustSort = false; ///< a loop says that a place lies elsewhere by now
    std::mutex m_mutex;                   ///< guards what follows
    LockWatcher::Places m_places;
    bool m_placesAreNew = false;
    bool m_paused = false;
    bool m_inFront = false;
    bool m_kernelPolling = true;
    std::map<std::string, std::shared_ptr<WatchLane>> m_lanes;
    std::mutex m_awaitedMutex;       ///< guards what follows; a lane that is ready has its own mutex and takes this one
    std::set<std::string> m_awaited; ///< lanes whose look at everything is not done
    std::jthread m_thread;           ///< last: it ends before the rest goes
};

} // namespace Lockscope
