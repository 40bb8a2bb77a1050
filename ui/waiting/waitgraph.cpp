// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitgraph.h"

#include "ui/text/holdertext.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WaitGraph)
};

class Builder
{
public:
    explicit Builder(WaitGraph &graph)
        : m_graph(graph)
    {}

    void add(const LockReport &report)
    {
        for (const auto &lock : report.kernelLocks) {
            if (lock.waiters.empty())
                continue;
            const int node = lockNode(report);
            for (const auto &waiter : lock.waiters)
                connect(processNode(waiter.pid, waiter.name), node);
            for (const auto &holder : lock.holders)
                connect(node, processNode(holder.pid, holder.name));
        }
    }

    void finish()
    {
        for (const auto &[from, to] : m_arrows)
            m_graph.arrows.push_back({.from = from, .to = to});
        findCircles();
        arrange();
    }

private:
    int lockNode(const LockReport &report)
    {
        const auto [entry, isNew] = m_locks.try_emplace(report.key(), static_cast<int>(m_graph.nodes.size()));
        if (isNew) {
            const auto name = report.path.empty()
                                  ? Words::tr("a lock without a name")
                                  : displayText(report.path.has_filename() ? report.path.filename() : report.path);
            m_graph.nodes.push_back({.name = name, .pid = 0, .key = report.key()});
        }
        return entry->second;
    }

    int processNode(std::int64_t pid, const std::string &name)
    {
        const auto [entry, isNew] = m_processes.try_emplace(pid, static_cast<int>(m_graph.nodes.size()));
        if (isNew)
            m_graph.nodes.push_back({.name = processText(name, pid), .pid = pid, .key = {}});
        return entry->second;
    }

    void connect(int from, int to)
    {
        // A process that holds one part of a file and waits for another part does not block itself.
        m_arrows.emplace(from, to);
    }

    std::vector<int> next(int node) const
    {
        std::vector<int> nodes;
        for (auto it = m_arrows.lower_bound({node, 0}); it != m_arrows.end() && it->first == node; ++it)
            nodes.push_back(it->second);
        return nodes;
    }

    /// Depth-first search: an edge back to the current path closes a cycle.
    void findCircles()
    {
        m_state.assign(m_graph.nodes.size(), Unseen);
        for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
            if (m_state[node] == Unseen)
                walk(static_cast<int>(node));
        }
    }

    void walk(int start)
    {
        struct Step
        {
            int node;
            std::vector<int> next;
            std::size_t at = 0;
        };
        std::vector<Step> way = {{start, next(start)}};
        m_state[static_cast<std::size_t>(start)] = OnTheWay;
        while (!way.empty()) {
            auto &step = way.back();
            if (step.at == step.next.size()) {
                m_state[static_cast<std::size_t>(step.node)] = Done;
                way.pop_back();
                continue;
            }
            const int to = step.next[step.at++];
            auto &state = m_state[static_cast<std::size_t>(to)];
            if (state == OnTheWay) {
                std::vector<int> circle;
                const auto begin = std::ranges::find(way, to, &Step::node);
                std::transform(begin, way.end(), std::back_inserter(circle), [](const Step &s) { return s.node; });
                addCircle(std::move(circle));
            } else if (state == Unseen) {
                state = OnTheWay;
                way.push_back({to, next(to)});
            }
        }
    }

    void addCircle(std::vector<int> circle)
    {
        // One process and one lock: the process holds a part and waits for another, or has passed on a descriptor.
        if (circle.size() < 4)
            return;
        if (m_graph.nodes[static_cast<std::size_t>(circle.front())].isLock())
            std::ranges::rotate(circle, circle.begin() + 1);
        for (std::size_t i = 0; i < circle.size(); ++i) {
            m_graph.nodes[static_cast<std::size_t>(circle[i])].isStuck = true;
            const int to = circle[(i + 1) % circle.size()];
            for (auto &arrow : m_graph.arrows)
                arrow.isStuck |= arrow.from == circle[i] && arrow.to == to;
        }
        m_graph.circles.push_back(std::move(circle));
    }

    /// Each node is one layer after the last node that points to it, ignoring the edges that close a cycle.
    void arrange()
    {
        std::vector<int> pointers(m_graph.nodes.size());
        for (const auto &[from, to] : m_arrows)
            ++pointers[static_cast<std::size_t>(to)];
        std::vector<bool> isPlaced(m_graph.nodes.size());
        for (std::size_t placed = 0; placed < m_graph.nodes.size(); ++placed) {
            // The next node without an unplaced predecessor; in a cycle, the first remaining node.
            std::size_t best = m_graph.nodes.size();
            for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
                if (!isPlaced[node] && (best == m_graph.nodes.size() || pointers[node] < pointers[best]))
                    best = node;
            }
            isPlaced[best] = true;
            for (const int to : next(static_cast<int>(best))) {
                --pointers[static_cast<std::size_t>(to)];
                auto &layer = m_graph.nodes[static_cast<std::size_t>(to)].layer;
                if (!isPlaced[static_cast<std::size_t>(to)])
                    layer = std::max(layer, m_graph.nodes[best].layer + 1);
            }
        }
        std::map<int, int> sizes;
        for (auto &node : m_graph.nodes)
            node.place = sizes[node.layer]++;
    }

    enum State
    {
        Unseen,
        OnTheWay,
        Done,
    };

    WaitGraph &m_graph;
    std::map<std::string, int> m_locks;
    std::map<std::int64_t, int> m_processes;
    std::set<std::pair<int, int>> m_arrows;
    std::vector<State> m_state;
};

/// A larger graph is not readable, and its layout takes too long.
constexpr std::size_t MostLocks = 300;

} // namespace

WaitGraph waitGraphOf(const std::vector<const LockReport *> &reports)
{
    WaitGraph graph;
    Builder builder(graph);
    std::size_t locks = 0;
    for (const auto *report : reports) {
        if (report->waiterCount() > 0 && ++locks <= MostLocks)
            builder.add(*report);
    }
    builder.finish();
    return graph;
}

std::vector<QString> WaitGraph::deadlocks() const
{
    std::vector<QString> sentences;
    for (const auto &circle : circles) {
        QStringList parts;
        for (std::size_t i = 0; i + 1 < circle.size(); i += 2) {
            const auto name = [&](std::size_t at) {
                return nodes[static_cast<std::size_t>(circle[at % circle.size()])].name;
            };
            parts += Words::tr("%1 waits for %2, which %3 holds").arg(name(i), name(i + 1), name(i + 2));
        }
        sentences.push_back(Words::tr("Deadlock: %1. Ending one of them lets the others continue.")
                                .arg(parts.join(QLatin1String("; "))));
    }
    return sentences;
}

std::vector<QString> WaitGraph::sentences() const
{
    std::vector<QString> result;
    for (const auto &waiting : arrows) {
        const auto &waiter = nodes[static_cast<std::size_t>(waiting.from)];
        if (waiter.isLock())
            continue;
        QStringList holders;
        for (const auto &holding : arrows) {
            if (holding.from == waiting.to)
                holders += nodes[static_cast<std::size_t>(holding.to)].name;
        }
        const auto &lock = nodes[static_cast<std::size_t>(waiting.to)].name;
        result.push_back(holders.isEmpty() ? Words::tr("%1 waits for %2.").arg(waiter.name, lock)
                                           : Words::tr("%1 waits for %2, which %3 holds.")
                                                 .arg(waiter.name, lock, holders.join(QLatin1String(", "))));
    }
    return result;
}

} // namespace Lockscope::Ui
