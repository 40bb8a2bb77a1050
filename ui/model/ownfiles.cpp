// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/ownfiles.h"

#include <QCoreApplication>

#include <string_view>

namespace Lockscope::Ui {

namespace {

bool hasOwnName(const std::filesystem::path &path)
{
    const auto whole = std::string_view(path.native());
    const auto name = whole.substr(whole.rfind('/') + 1);
    return name == "lockscope.lock" || name.starts_with("history.sqlite");
}

} // namespace

bool isOwnFile(const LockReport &report)
{
    if (!hasOwnName(report.path))
        return false;
    const auto pid = QCoreApplication::applicationPid();
    // A log of SQLite is not locked itself.
    if (report.kernelLocks.empty())
        return report.process && report.process->pid == pid;
    return std::ranges::all_of(report.kernelLocks, [pid](const KernelLock &lock) {
        return !lock.holders.empty() &&
               std::ranges::all_of(lock.holders, [pid](const LockHolder &holder) { return holder.pid == pid; });
    });
}

bool isOwnFile(const LockEvent &event)
{
    return hasOwnName(event.path) && event.process && event.process->pid == QCoreApplication::applicationPid();
}

bool isOwnFile(const LockInterval &interval)
{
    return hasOwnName(interval.path) && interval.processName == "lockscope";
}

} // namespace Lockscope::Ui
