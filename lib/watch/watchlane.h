// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/watchloop.h"
#include "watch/watchsink.h"

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

/// One loop on its own thread, behind a gate that can be shut while the loop hangs in a file system: then nothing comes
/// from it any more, and it ends by itself when the file system answers.
class WatchLane
{
public:
    /// Starts it.
    static std::shared_ptr<WatchLane> start(WatchSink sink);

    WatchLoop &loop() { return m_loop; }
    void assign(WatchLoop::Task task);
    const WatchLoop::Task &task() const { return m_task; }

    /// Orders it to end, and lets nothing through any more. Returns the keys of the locks that it told of.
    std::vector<std::string> shut();
    /// Whether it has ended within the time.
    bool waitForEnd(std::chrono::milliseconds time);

    /// Notes whether the loop has been at one piece of work for too long, and tells it of its places when that changes.
    /// True while it hangs.
    bool checkAnswers();

private:
    explicit WatchLane(WatchSink sink);
    WatchSink gate();
    template <typename Call>
    auto through(Call call);

    WatchSink m_sink;
    std::mutex m_mutex; ///< guards what follows, and is held while the sink is called
    std::condition_variable m_ending;
    bool m_isShut = false;
    bool m_hasEnded = false;
    bool m_hangs = false;
    std::map<std::filesystem::path, WatchedPlace> m_places; ///< as the loop told last
    std::set<std::string> m_keys;                           ///< kept where the loop may hang
    WatchLoop::Task m_task;
    WatchLoop m_loop;
};

} // namespace Lockscope
