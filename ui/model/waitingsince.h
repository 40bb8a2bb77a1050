// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockwaits.h"

#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// A process that waits for a lock.
struct WaitingProcess
{
    ProcessRef process = {};
    std::string name;
    WallTime since;
    bool isExact = true; ///< false: at least since then; it waited already when it was first inspected

    bool operator==(const WaitingProcess &) const = default;
};

/// The processes that wait for this lock, in the order of their first sight. The kernel does not report since when:
/// what is known is when the wait was first inspected. `before` is the previous report, null if there is none, and
/// `knownBefore` its result.
std::vector<WaitingProcess> waitingProcesses(const LockReport &report, const LockReport *before,
                                             const std::vector<WaitingProcess> &knownBefore, WallTime now);

} // namespace Lockscope::Ui
