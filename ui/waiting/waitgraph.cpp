// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/waitgraph.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/lockname.h"

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

/// This many waiters of one program are one node.
constexpr std::size_t LeastFolded = 4;

class Builder
{
public:
    explicit Builder(WaitGraph &graph)
        : m_graph(graph)
    {}

    void add(const LockReport &report)
    {
        for (const auto &waits : waitsOf(report)) {
            const int node = lockNode(report);
            for (const auto &waiter : waits.waiters)
                connect(processNode(waiter), node);
            for (const auto &holder : waits.holders)
                connect(node, processNode(holder));
        }
    }

    void finish()
    {
        fold();
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
            const auto name = lockNameOf(report.key(), report.row.empty() ? report.path : report.row).name;
            m_graph.nodes.push_back({.name = name, .key = report.key()});
        }
        return entry->second;
    }

    int processNode(const NamedProcess &process)
    {
        const auto [entry, isNew] = m_processes.try_emplace(process.process, static_cast<int>(m_graph.nodes.size()));
        if (isNew) {
            m_programs[entry->second] = {process.process.host, process.name};
            m_graph.nodes.push_back(
                {.name = process.text(), .process = process.process, .processes = {process.process}});
        }
        return entry->second;
    }

    /// Joins processes of one program that wait only for the same lock, and that nothing waits for.
    void fold()
    {
        std::map<int, int> arrowsFrom;
        std::set<int> holders;
        for (const auto &[from, to] : m_arrows) {
            ++arrowsFrom[from];
            holders.insert(to);
        }
        std::map<std::pair<int, Program>, std::vector<int>> groups;
        for (const auto &[from, to] : m_arrows) {
            const auto program = m_programs.find(from);
            if (program != m_programs.end() && !program->second.second.empty() && arrowsFrom[from] == 1 &&
                !holders.contains(from))
                groups[{to, program->second}].push_back(from);
        }
        std::set<int> folded;
        for (const auto &[group, members] : groups) {
            if (members.size() < LeastFolded)
                continue;
            auto &first = m_graph.nodes[static_cast<std::size_t>(members.front())];
            first.name = QStringLiteral("%1 ×%2").arg(displayText(group.second.second)).arg(members.size());
            for (auto member = members.begin() + 1; member != members.end(); ++member) {
                first.processes.push_back(m_graph.nodes[static_cast<std::size_t>(*member)].process);
                folded.insert(*member);
            }
        }
        removeNodes(folded);
    }

    void removeNodes(const std::set<int> &removed)
    {
        if (removed.empty())
            return;
        std::vector<int> now(m_graph.nodes.size(), -1);
        std::vector<WaitGraph::Node> nodes;
        for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
            if (removed.contains(static_cast<int>(node)))
                continue;
            now[node] = static_cast<int>(nodes.size());
            nodes.push_back(std::move(m_graph.nodes[node]));
        }
        m_graph.nodes = std::move(nodes);
        std::set<std::pair<int, int>> arrows;
        for (const auto &[from, to] : m_arrows) {
            if (!removed.contains(from))
                arrows.emplace(now[static_cast<std::size_t>(from)], now[static_cast<std::size_t>(to)]);
        }
        m_arrows = std::move(arrows);
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
        // An edge over several layers has a place of its own in each of them.
        for (auto &arrow : m_graph.arrows) {
            const int last = m_graph.nodes[static_cast<std::size_t>(arrow.to)].layer;
            for (int layer = m_graph.nodes[static_cast<std::size_t>(arrow.from)].layer + 1; layer < last; ++layer)
                arrow.bends.push_back(sizes[layer]++);
        }
    }

    enum State
    {
        Unseen,
        OnTheWay,
        Done,
    };

    WaitGraph &m_graph;
    std::map<std::string, int> m_locks;
    std::map<ProcessRef, int> m_processes;
    using Program = std::pair<std::string, std::string>; ///< its host and its name
    std::map<int, Program> m_programs;                   ///< by node
    std::set<std::pair<int, int>> m_arrows;
    std::vector<State> m_state;
};

/// A larger graph is not readable, and its layout takes too long.
constexpr std::size_t MostLocks = 300;

/// A sentence names this many processes of a deadlock.
constexpr std::size_t MostNamed = 4;

} // namespace

std::vector<const LockRow *> waitedForRows(const LockTableModel &locks)
{
    std::vector<const LockRow *> waitedFor;
    for (int row = 0; row < locks.rowCount(); ++row) {
        const auto &lock = locks.lockInSlot(locks.slotAt(row));
        if (lock.waiters > 0)
            waitedFor.push_back(&lock);
    }
    return waitedFor;
}

std::vector<LockReport> waitedForLocks(const LockTableModel &locks)
{
    std::vector<LockReport> waitedFor;
    for (const auto *lock : waitedForRows(locks))
        waitedFor.push_back(lock->report());
    return waitedFor;
}

WaitGraph waitGraphOf(const std::vector<LockReport> &reports)
{
    WaitGraph graph;
    Builder builder(graph);
    std::size_t locks = 0;
    for (const auto &report : reports) {
        if (report.waiterCount() > 0 && ++locks <= MostLocks)
            builder.add(report);
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
            if (i / 2 == MostNamed) {
                parts += Words::tr("and %n more process(es)", nullptr, static_cast<int>(circle.size() / 2 - MostNamed));
                break;
            }
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

std::vector<QString> WaitGraph::briefDeadlocks() const
{
    std::vector<QString> sentences;
    for (const auto &circle : circles) {
        QStringList names;
        for (std::size_t i = 0; i < std::min(circle.size(), 2 * MostNamed); i += 2)
            names += nodes[static_cast<std::size_t>(circle[i])].name;
        if (circle.size() > 2 * MostNamed)
            names += Words::tr("and %n more process(es)", nullptr, static_cast<int>(circle.size() / 2 - MostNamed));
        sentences.push_back(Words::tr("Deadlock of %1.").arg(names.join(QLatin1String(", "))));
    }
    return sentences;
}

QString WaitGraph::explanation(int node) const
{
    const auto nameOf = [this](int at) { return nodes[static_cast<std::size_t>(at)].name; };
    const auto &explained = nodes[static_cast<std::size_t>(node)];
    QStringList lines{explained.name};
    for (const auto &arrow : arrows) {
        if (arrow.from == node)
            lines += explained.isLock() ? Words::tr("Held by %1").arg(nameOf(arrow.to))
                                        : Words::tr("Waits for %1").arg(nameOf(arrow.to));
        else if (arrow.to == node)
            lines += explained.isLock() ? Words::tr("%1 waits for it").arg(nameOf(arrow.from))
                                        : Words::tr("Holds %1").arg(nameOf(arrow.from));
    }
    if (explained.processes.size() > 1) {
        QStringList numbers;
        for (const auto &process : explained.processes)
            numbers += QString::number(process.pid);
        lines += Words::tr("PIDs: %1").arg(numbers.join(QLatin1String(", ")));
    }
    if (explained.isStuck)
        lines += Words::tr("Part of a deadlock");
    return lines.join(u'\n');
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
