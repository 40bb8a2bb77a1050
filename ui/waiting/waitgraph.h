// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// The waiting graph: processes and locks, with an edge from each waiting process to its lock, and from each lock to
/// its holder. A plain value.
struct WaitGraph
{
    struct Node
    {
        QString name;         ///< safe to show
        std::int64_t pid = 0; ///< of a process; 0: the node is a lock
        std::string key;      ///< of a lock, see LockReport::key()
        int layer = 0;        ///< distance from the nodes that nothing waits for
        int place = 0;        ///< within the layer
        bool isStuck = false; ///< part of a deadlock

        bool isLock() const { return pid == 0; }
        bool operator==(const Node &) const = default;
    };
    struct Arrow
    {
        int from = 0;
        int to = 0;
        bool isStuck = false;

        bool operator==(const Arrow &) const = default;
    };

    std::vector<Node> nodes;
    std::vector<Arrow> arrows;
    std::vector<std::vector<int>> circles; ///< nodes in order, a process first

    bool isEmpty() const { return nodes.empty(); }
    /// One sentence per deadlock, which names all of its processes.
    std::vector<QString> deadlocks() const;
    /// As text, for screen readers: `cp (12) waits for a.lock, which mv (13) holds.`
    std::vector<QString> sentences() const;

    bool operator==(const WaitGraph &) const = default;
};

/// The locks that a process waits for.
WaitGraph waitGraphOf(const std::vector<const LockReport *> &reports);

} // namespace Lockscope::Ui
