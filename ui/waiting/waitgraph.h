// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockwaits.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;
struct LockRow;

/// The waiting graph: processes and locks, with an edge from each waiting process to its lock, and from each lock to
/// its holder. A plain value.
struct WaitGraph
{
    struct Node
    {
        QString name;            ///< safe to show
        ProcessRef process = {}; ///< PID 0: the node is a lock
        std::string key = {};    ///< of a lock, see LockReport::key()
        /// The processes of the node: several if they are instances of one program that wait for the same lock.
        std::vector<ProcessRef> processes = {};
        int layer = 0;        ///< distance from the nodes that nothing waits for
        int place = 0;        ///< within the layer
        bool isStuck = false; ///< part of a deadlock

        bool isLock() const { return process.pid == 0; }
        bool operator==(const Node &) const = default;
    };
    struct Arrow
    {
        int from = 0;
        int to = 0;
        bool isStuck = false;
        /// The places in the layers between the two nodes through which the edge passes beside their boxes.
        std::vector<int> bends = {};

        bool operator==(const Arrow &) const = default;
    };

    std::vector<Node> nodes;
    std::vector<Arrow> arrows;
    std::vector<std::vector<int>> circles; ///< nodes in order, a process first

    bool isEmpty() const { return nodes.empty(); }
    /// One sentence per deadlock, which names its first processes.
    std::vector<QString> deadlocks() const;
    /// The same with the names of the processes only.
    std::vector<QString> briefDeadlocks() const;
    /// What a node waits for, and who waits for it or holds it, one sentence per line.
    QString explanation(int node) const;
    /// As text, for screen readers: `cp (12) waits for a.lock, which mv (13) holds.`
    std::vector<QString> sentences() const;

    bool operator==(const WaitGraph &) const = default;
};

/// The locks that a process waits for.
std::vector<const LockRow *> waitedForRows(const LockTableModel &locks);
std::vector<LockReport> waitedForLocks(const LockTableModel &locks);

/// Of the locks that a process waits for.
WaitGraph waitGraphOf(const std::vector<LockReport> &reports);

} // namespace Lockscope::Ui
