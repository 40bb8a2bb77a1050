// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/historyrecorder.h"

#include "system/processes.h"

#include <lockscope/processfacts.h>

#include <QCoreApplication>

namespace Lockscope {

HistoryRecorder HistoryRecorder::self()
{
    const auto host = HostIdentity::read();
    const auto pid = QCoreApplication::applicationPid();
    const auto process = readProcess(ProcRoot(), pid, host);
    return {pid, process ? static_cast<std::int64_t>(process->startTicks) : 0, host.bootId};
}

bool HistoryRecorder::isRunning() const
{
    const auto host = HostIdentity::read();
    const auto process = host.bootId == bootId ? readProcess(ProcRoot(), pid, host) : std::nullopt;
    return process && static_cast<std::int64_t>(process->startTicks) == startTicks && !process->isDeadZombie();
}

} // namespace Lockscope
