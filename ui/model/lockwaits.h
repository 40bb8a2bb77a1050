// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// A process, or a client of etcd that records none. PIDs of different hosts are unrelated.
struct ProcessRef
{
    std::string host = {};   ///< empty: this host
    std::int64_t pid = 0;    ///< negative: a client that records no process, numbered within its lock
    std::string client = {}; ///< the lock of such a client

    auto operator<=>(const ProcessRef &) const = default;
    bool isProcess() const { return pid > 0; }
};

/// The same with its name.
struct NamedProcess
{
    ProcessRef process;
    std::string name = {};

    /// Safe to show.
    QString text() const;
    bool operator==(const NamedProcess &) const = default;
};

/// Processes that wait, and the processes that they wait for.
struct LockWaits
{
    std::vector<NamedProcess> holders; ///< empty: not visible to this user
    std::vector<NamedProcess> waiters;
    std::vector<ProcessRef> deadlock; ///< each waits for the next
};

/// One entry for each kernel lock that a process waits for, and one for the queue of a lock in etcd.
std::vector<LockWaits> waitsOf(const LockReport &report);

} // namespace Lockscope::Ui
