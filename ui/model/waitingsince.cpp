// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/waitingsince.h"

#include <algorithm>

namespace Lockscope::Ui {

std::vector<WaitingProcess> waitingProcesses(const LockReport &report, const LockReport *before,
                                             const std::vector<WaitingProcess> &knownBefore, WallTime now)
{
    std::vector<WaitingProcess> waiting;
    for (const auto &waits : waitsOf(report)) {
        for (const auto &waiter : waits.waiters) {
            if (std::ranges::find(waiting, waiter.process, &WaitingProcess::process) != waiting.end())
                continue;
            const auto known = std::ranges::find(knownBefore, waiter.process, &WaitingProcess::process);
            waiting.push_back(known != knownBefore.end() ? *known
                                                         : WaitingProcess{.process = waiter.process,
                                                                          .name = waiter.name,
                                                                          .since = now,
                                                                          .isExact = before != nullptr});
        }
    }
    std::ranges::stable_sort(waiting, {}, &WaitingProcess::since);
    return waiting;
}

} // namespace Lockscope::Ui
