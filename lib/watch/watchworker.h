// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/changewatch.h"
#include "system/repeatedtask.h"
#include "watch/watchloop.h"
#include "watch/watchmessage.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Lockscope {

/// Makes the steps of a loop on a lane, when one of its descriptors is ready or its time has come. Behind a gate that
/// can be shut while the loop hangs in a file system: then it reports nothing any more, and ends when the file system
/// responds.
class WatchWorker
{
public:
    /// A mount that may not respond needs a lane of its own.
    static std::shared_ptr<WatchWorker> start(const std::string &lane, WatchReceiver receiver);

    WatchLoop &loop() { return m_loop; }
    void assign(WatchLoop::Task task);
    const WatchLoop::Task &task() const { return m_task; }

    /// Requests the loop to end and blocks its reports. Returns the keys of the locks that it has reported.
    std::vector<std::string> shut();
    /// Whether the loop has ended within this time. REQUIRES: shut().
    bool waitForEnd(std::chrono::milliseconds time) { return m_steps->waitForEnd(time); }

private:
    explicit WatchWorker(WatchReceiver receiver);
    void step();
    void onOrder();
    Result<void> requestStep();
    bool onWake();
    void checkAnswers();
    void pass(WatchMessage message);
    bool hasBeenSilent();

    WatchReceiver m_receiver;
    std::atomic<bool> m_isWaiting = false; ///< the step has ended, and its events are waited for
    std::mutex m_mutex;                    ///< guards the following members, and is held while the receiver is called
    bool m_isShut = false;
    bool m_hangs = false;
    std::chrono::nanoseconds m_lastCheck{};
    std::chrono::nanoseconds m_busySince{};
    std::chrono::nanoseconds m_silence{};         ///< of the piece of work that began then
    bool m_lacksThread = false;                   ///< has been reported
    std::map<std::string, WatchedPlace> m_places; ///< as the loop last reported them
    std::set<std::string> m_keys;                 ///< stored only if the loop may hang
    WatchLoop::Task m_task;
    WatchLoop m_loop;
    std::optional<RepeatedTask> m_steps;
    std::unique_ptr<ChangeWatch> m_watch; ///< last: it calls back until it is destroyed
};

} // namespace Lockscope
