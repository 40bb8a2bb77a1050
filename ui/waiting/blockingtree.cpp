// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/blockingtree.h"

#include "ui/text/holdertext.h"

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
    std::int64_t holder; ///< 0: not visible
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
            m_waiting.insert(edge.waiter.pid);
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
        for (const auto &kernelLock : lock.kernelLocks) {
            m_stuck.insert(kernelLock.deadlock.begin(), kernelLock.deadlock.end());
            for (const auto &waiter : kernelLock.waiters) {
                const auto wait = std::ranges::find(lock.waiting, waiter.pid, &WaitingProcess::pid);
                if (wait == lock.waiting.end())
                    continue;
                m_names[waiter.pid] = waiter.name;
                for (const auto &holder : kernelLock.holders) {
                    m_names[holder.pid] = holder.name;
                    addEdge({&lock, holder.pid, *wait});
                }
                if (kernelLock.holders.empty())
                    addEdge({&lock, 0, *wait});
            }
        }
    }

    /// A process that holds one part of a file and waits for another part does not block itself.
    void addEdge(Edge edge)
    {
        const bool isKnown = std::ranges::any_of(m_edges, [&](const Edge &known) {
            return known.lock == edge.lock && known.holder == edge.holder && known.waiter.pid == edge.waiter.pid;
        });
        if (edge.holder != edge.waiter.pid && !isKnown)
            m_edges.push_back(std::move(edge));
    }

    void addTop(const Edge &edge)
    {
        // A holder that is not visible stands for itself once per lock.
        const bool isKnown = edge.holder == 0 ? !m_hidden.insert(edge.lock).second : m_reached.contains(edge.holder);
        if (isKnown)
            return;
        m_tree.tops.push_back(addNode(edge.holder, edge, {}));
    }

    int addNode(std::int64_t pid, const Edge &edge, const WaitingProcess &wait)
    {
        const int node = static_cast<int>(m_tree.nodes.size());
        m_tree.nodes.push_back(
            {.name = pid == 0 ? Words::tr("A process that is not visible to you") : processText(m_names[pid], pid),
             .pid = pid,
             .key = edge.lock->key,
             .lock = edge.lock->name,
             .wait = wait,
             .isStuck = m_stuck.contains(pid),
             .below = {}});
        if (pid != 0 && !m_reached.insert(pid).second)
            return node; // its waiters are elsewhere in the tree
        for (const auto &next : m_edges) {
            const bool isBlocked = next.holder == pid && (pid != 0 || next.lock == edge.lock);
            if (!isBlocked || m_tree.nodes.size() >= MostNodes)
                continue;
            const int below = addNode(next.waiter.pid, next, next.waiter);
            m_tree.nodes[static_cast<std::size_t>(node)].below.push_back(below);
        }
        return node;
    }

    BlockingTree m_tree;
    std::vector<Edge> m_edges;
    std::map<std::int64_t, std::string> m_names;
    std::set<std::int64_t> m_waiting;
    std::set<std::int64_t> m_stuck;
    std::set<std::int64_t> m_reached;
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

QString consequenceOfExit(const std::vector<const LockRow *> &locks, std::int64_t pid)
{
    QStringList released;
    QStringList waiting;
    std::string name;
    for (const auto *lock : locks) {
        for (const auto &kernelLock : lock->kernelLocks) {
            const auto holder = std::ranges::find(kernelLock.holders, pid, &LockHolder::pid);
            // Another holder keeps a shared lock, and an inherited one.
            if (holder == kernelLock.holders.end() || kernelLock.holders.size() > 1 || kernelLock.waiters.empty())
                continue;
            name = holder->name;
            if (!released.contains(lock->name))
                released += lock->name;
            for (const auto &waiter : kernelLock.waiters) {
                if (const auto text = processText(waiter.name, waiter.pid); !waiting.contains(text))
                    waiting += text;
            }
        }
    }
    if (released.isEmpty())
        return {};
    return Words::tr("If %1 exits, it releases %2, awaited by %3.")
        .arg(processText(name, pid), listed(released), listed(waiting));
}

} // namespace Lockscope::Ui
