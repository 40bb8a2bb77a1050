// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <string>

namespace Lockscope::Ui {

/// The PID of the process that holds the lock, or that it records; 0 if none is known.
std::int64_t holderPid(const LockReport &report);

/// `name (pid)`, escaped; `name (pid) on alpha` if it is on another host.
QString processText(const std::string &name, std::int64_t pid, const std::string &host = {});

/// The process of an interval; if it was unknown, the owner recorded in the lock.
QString whoOf(const LockInterval &interval);

/// The holder for a table cell: the first holder that the kernel reports and the number of others; otherwise the
/// running process that the lock refers to. Empty if no holder is known.
QString holderText(const LockReport &report);

/// All holders, one per line.
QString allHoldersText(const LockReport &report);

} // namespace Lockscope::Ui
