// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/watchloop.h"
#include "watch/watchmessage.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace Lockscope {

/// A loop in its own thread, behind a gate that can be shut while the loop hangs in a file system: then it reports
/// nothing any more, and ends when the file system responds.
class WatchWorker
{
public:
    /// Starts the thread.
    static std::shared_ptr<WatchWorker> start(WatchReceiver receiver);

    WatchLoop &loop() { return m_loop; }
    void assign(WatchLoop::Task task);
    const WatchLoop::Task &task() const { return m_task; }

    /// Requests the loop to end and blocks its reports. Returns the keys of the locks that it has reported.
    std::vector<std::string> shut();
    /// Whether the loop has ended within this time.
    bool waitForEnd(std::chrono::milliseconds time);

    /// Checks whether the loop has been busy for too long, and reports its places when that changes. True while it
    /// hangs.
    bool checkAnswers();

private:
    explicit WatchWorker(WatchReceiver receiver);
    void pass(WatchMessage message);

    WatchReceiver m_receiver;
    std::mutex m_mutex; ///< guards the following members, and is held while the receiver is called
    std::condition_variable m_ending;
    bool m_isShut = false;
    bool m_hasEnded = false;
    bool m_hangs = false;
    std::map<std::filesystem::path, WatchedPlace> m_places; ///< as the loop last reported them
    std::set<std::string> m_keys;                           ///< stored only if the loop may hang
    WatchLoop::Task m_task;
    WatchLoop m_loop;
};

} // namespace Lockscope
