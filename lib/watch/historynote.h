// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/historyrecorder.h"

#include <lockscope/lockhistory.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What a history stores for one event: the state of one lock at one moment, and why the previous state ended.
struct HistoryNote
{
    std::string key;
    std::filesystem::path path;
    std::string format;
    WallTime time;
    Verdict::State state = Verdict::State::Absent;
    std::optional<LockInterval::End>
        endOfOthers;    ///< of intervals of other holders; absent if none is known to have ended
    std::string holder; ///< identifies the holder; empty if unknown
    std::optional<std::int64_t> pid;
    std::string processName;
    QString owner;
    std::vector<LockWaiter> waiters;

    /// The process that `holder` identifies, without a boot ID; absent if the lock only records an owner.
    static std::optional<HistoryRecorder> processOf(const std::string &holder);
    static HistoryNote of(const LockEvent &event);
};

} // namespace Lockscope
