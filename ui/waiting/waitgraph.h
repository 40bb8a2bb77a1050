// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Who waits for whom: processes and locks, with an arrow from who waits to what it waits for, and from a lock to who
/// holds it. A value without any drawing.
struct WaitGraph
{
    struct Node
    {
        QString name;         ///< safe to show
        std::int64_t pid = 0; ///< of a process; 0: it is a lock
        std::string key;      ///< of a lock, see LockReport::key()
        int layer = 0;        ///< how far from those that nobody waits for
        int place = 0;        ///< within the layer
        bool isStuck = false; ///< part of a circle

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
    /// One sentence a circle, naming all who wait for each other.
    std::vector<QString> deadlocks() const;
    /// In words, for who cannot see the picture: `cp (12) waits for a.lock, which mv (13) holds.`
    std::vector<QString> sentences() const;

    bool operator==(const WaitGraph &) const = default;
};

/// The part of the reports that somebody waits for.
WaitGraph waitGraphOf(const std::vector<const LockReport *> &reports);

} // namespace Lockscope::Ui
