// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/lanes.h"

#include <lockscope/result.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace Lockscope {

/// Work that runs on a lane whenever it is requested: one run at a time, and once more if it was requested during a
/// run. Between runs it needs no thread. Thread-safe.
class RepeatedTask
{
public:
    RepeatedTask(Lanes &lanes, std::string lane, std::function<void()> work);
    /// As end(). May be called by a run.
    ~RepeatedTask();
    RepeatedTask(const RepeatedTask &) = delete;
    RepeatedTask &operator=(const RepeatedTask &) = delete;

    /// Fails if the system has no thread left for it.
    Result<void> request();
    /// From now on no run starts; one that is in progress continues.
    void end();
    bool isRunning() const;
    /// Whether no run is in progress any more within this time; without one, waits until that is so. REQUIRES: end().
    bool waitForEnd(std::optional<std::chrono::milliseconds> time = {});

private:
    class State;
    std::shared_ptr<State> m_state; ///< shared with the lane
};

} // namespace Lockscope
