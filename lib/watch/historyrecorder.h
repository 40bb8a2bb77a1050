// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace Lockscope {

/// The process that records in a history. While it runs, it would also record the end of what it saw begin.
struct HistoryRecorder
{
    std::int64_t pid = 0;
    std::int64_t startTicks = 0;
    std::string bootId;

    /// This process.
    static HistoryRecorder self();
    bool isRunning() const;
};

} // namespace Lockscope
