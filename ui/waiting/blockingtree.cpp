// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/blockingtree.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <map>
#include <set>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(BlockingTree)
};

/// A larger tree is not readable.
constexpr std::size_t MostNodes = 2000;

/// A sentence names this many processes or locks.
constexpr qsizetype MostNamed = 3;

struct Edge
{
    const LockRow *lock;
    ProcessRef holder; ///< PID 0: not visible
    WaitingProcess waiter;
};

class Builder
{
public:
    explicit Builder(const std::vector<const LockRow *> &locks)
    {
        for (const auto *lock : locks)
            add(*lock);
        std::ranges::stable_sort(m_edges, {}, [](const Edge &edge) { return edge.waiter.since; });
    }

    BlockingTree build()
    {
        for (const auto &edge : m_edges)
            m_waiting.insert(edge.waiter.process);
        for (const auto &edge : m_edges) {
            if (!m_waiting.contains(edge.holder))
                addTop(edge);
        }
        // The others wait in a circle, or for a process in one.
        for (const auto &edge : m_edges) {
            if (m_stuck.contains(edge.holder))
                addTop(edge);
        }
        for (const auto &edge : m_edges)
            addTop(edge);
        return std::move(m_tree);
    }

private:
    void add(const LockRow &lock)
    {
        for (const auto &waits : waitsOf(lock.report())) {
            m_stuck.insert(waits.deadlock.begin(), waits.deadlock.end());
            for (const auto &waiter : waits.waiters) {
                const auto wait = std::ranges::find(lock.waiting, waiter.process, &WaitingProcess::process);
                if (wait == lock.waiting.end())
                    continue;
                m_names[waiter.process] = waiter.text();
                for (const auto &holder : waits.holders) {
                    m_names[holder.process] = holder.text();
                    addEdge({&lock, holder.process, *wait});
                }
                if (waits.holders.empty())
                    addEdge({&lock, {}, *wait});
            }
        }
    }

    /// A process that holds one part of a file and waits for another part does not block itself.
    void addEdge(Edge edge)
    {
        const bool isKnown = std::ranges::any_of(m_edges, [&](const Edge &known) {
            return known.lock == edge.lock && known.holder == edge.holder &&
                   known.waiter.process == edge.waiter.process;
        });
        if (edge.holder != edge.waiter.process && !isKnown)
            m_edges.push_back(std::move(edge));
    }

    void addTop(const Edge &edge)
    {
        // A holder that is not visible stands for itself once per lock.
        const bool isKnown =
            edge.holder.pid == 0 ? !m_hidden.insert(edge.lock).second : m_reached.contains(edge.holder);
        if (isKnown)
            return;
        m_tree.tops.push_back(addNode(edge.holder, edge, {}));
    }

    int addNode(const ProcessRef &process, const Edge &edge, const WaitingProcess &wait)
    {
        const int node = static_cast<int>(m_tree.nodes.size());
        m_tree.nodes.push_back(
            {.name = process.pid == 0 ? Words::tr("A process that is not visible to you") : m_names[process],
             .process = process,
             .key = edge.lock->key,
             .lock = edge.lock->name,
             .wait = wait,
             .isStuck = m_stuck.contains(process),
             .below = {}});
        if (process.pid != 0 && !m_reached.insert(process).second)
            return node; // its waiters are elsewhere in the tree
        for (const auto &next : m_edges) {
            const bool isBlocked = next.holder == process && (process.pid != 0 || next.lock == edge.lock);
            if (!isBlocked || m_tree.nodes.size() >= MostNodes)
                continue;
            const int below = addNode(next.waiter.process, next, next.waiter);
            m_tree.nodes[static_cast<std::size_t>(node)].below.push_back(below);
        }
        return node;
    }

    BlockingTree m_tree;
    std::vector<Edge> m_edges;
    std::map<ProcessRef, QString> m_names;
    std::set<ProcessRef> m_waiting;
    std::set<ProcessRef> m_stuck;
    std::set<ProcessRef> m_reached;
    std::set<const LockRow *> m_hidden;
};

QString listed(const QStringList &names)
{
    auto text = names.first(std::min(names.size(), MostNamed)).join(QLatin1String(", "));
    if (names.size() > MostNamed)
        text = Words::tr("%1 and %n more", nullptr, static_cast<int>(names.size() - MostNamed)).arg(text);
    return text;
}

} // namespace

int BlockingTree::blockedBy(int node) const
{
    int count = 0;
    for (const int below : nodes[static_cast<std::size_t>(node)].below)
        count += 1 + blockedBy(below);
    return count;
}

BlockingTree blockingTreeOf(const std::vector<const LockRow *> &locks)
{
    return Builder(locks).build();
}

QString consequenceOfExit(const std::vector<const LockRow *> &locks, const ProcessRef &process)
{
    QStringList released;
    QStringList waiting;
    QString name;
    for (const auto *lock : locks) {
        for (const auto &waits : waitsOf(lock->report())) {
            // Another holder keeps a shared lock, and an inherited one.
            if (waits.holders.size() != 1 || waits.holders.front().process != process)
                continue;
            name = waits.holders.front().text();
            if (!released.contains(lock->name))
                released += lock->name;
            for (const auto &waiter : waits.waiters) {
                if (const auto text = waiter.text(); !waiting.contains(text))
                    waiting += text;
            }
        }
    }
    if (released.isEmpty())
        return {};
    return Words::tr("If %1 exits, it releases %2, awaited by %3.").arg(name, listed(released), listed(waiting));
}

} // namespace Lockscope::Ui
