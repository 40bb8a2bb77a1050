// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace Lockscope {

/// A process that records in a history, or one that holds a lock. While a recorder runs, it would also record the end
/// of the intervals it has recorded.
struct HistoryRecorder
{
    std::int64_t pid = 0;
    std::int64_t startTicks = 0;
    std::string bootId;

    /// The current process.
    static HistoryRecorder self();
    bool isRunning() const;
};

} // namespace Lockscope
