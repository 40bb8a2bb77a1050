// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockrow.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Which process blocks which: below each process, the processes that wait for a lock that it holds. At the top, the
/// processes that block others and wait for nothing, and one process of each deadlock. A plain value.
struct BlockingTree
{
    struct Node
    {
        QString name;           ///< safe to show
        ProcessRef process;     ///< PID 0: the holder is not visible to this user
        std::string key;        ///< of the lock that it waits for; at the top, of a lock that it holds
        QString lock;           ///< its name
        WaitingProcess wait;    ///< of a process that is not at the top
        bool isStuck = false;   ///< part of a deadlock
        std::vector<int> below; ///< the processes that wait for it, the longest wait first

        bool operator==(const Node &) const = default;
    };

    std::vector<Node> nodes;
    std::vector<int> tops;

    bool isEmpty() const { return nodes.empty(); }
    /// The number of processes below it.
    int blockedBy(int node) const;

    bool operator==(const BlockingTree &) const = default;
};

BlockingTree blockingTreeOf(const std::vector<const LockRow *> &locks);

/// What happens if a process exits: the locks that it releases, and the processes that can continue. Empty if it holds
/// no lock that another process waits for.
QString consequenceOfExit(const std::vector<const LockRow *> &locks, const ProcessRef &process);

} // namespace Lockscope::Ui
