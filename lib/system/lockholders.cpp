// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockholders.h"

#include "system/descriptorlocks.h"
#include "system/locklines.h"
#include "system/mappings.h"
#include "system/openfiles.h"
#include "system/processes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace Lockscope {

namespace {

/// A sighting of a lock of a shape. The shape is identified by the index of the first lock that has it.
struct ShapeSighting : LockSighting
{
    std::size_t shape = 0;
};
using Sightings = std::span<const ShapeSighting>;

class HolderSearch
{
public:
    HolderSearch(const ProcRoot &proc, std::span<KernelLock *const> locks, UnlistedLocks *unlisted)
        : m_proc(proc)
        , m_locks(locks)
        , m_unlisted(unlisted)
    {}

    bool run()
    {
        forgetHolders();
        const auto processes = allProcesses(m_proc);
        for (const auto pid : processes)
            visit({.pid = pid});
        hand();
        if (hasUnresolved() && m_proc.isLive()) {
            for (const auto pid : processes)
                visitThreads(pid);
            hand();
        }
        for (auto *lock : m_locks)
            if (lock->holders.empty())
                searchMappings(*lock, processes);
        for (auto *lock : m_locks)
            if (lock->holders.empty())
                trustTable(*lock);
        return !m_hidden.empty();
    }

    bool runAmongNamed()
    {
        forgetHolders();
        std::set<std::int64_t> named;
        for (auto *lock : m_locks)
            if (lock->tablePid > 0)
                named.insert(lock->tablePid);
        for (const auto pid : named)
            visit({.pid = pid});
        hand();
        return !hasUnresolved();
    }

private:
    struct Process
    {
        std::string name;
        bool listed = false; ///< has a visible entry in /proc
    };

    void forgetHolders()
    {
        for (auto *lock : m_locks) {
            lock->holders.clear();
            lock->file.reset();
        }
    }

    bool hasUnresolved() const
    {
        return std::ranges::any_of(m_locks, [](const KernelLock *lock) { return lock->holders.empty(); });
    }

    void visit(const DescriptorTable &table)
    {
        const auto walk = eachDescriptorLock(m_proc, table, [&](int fd, const ProcParse::LockLine &line) {
            const auto shape = lockOf(line);
            const auto first = std::ranges::lower_bound(m_locks, &shape, shapeLess);
            if (first != m_locks.end() && !shapeLess(&shape, *first))
                m_sightings.push_back(
                    {sightingAt(m_proc, table, fd), static_cast<std::size_t>(first - m_locks.begin())});
            else if (m_unlisted)
                m_unlisted->add(line, sightingAt(m_proc, table, fd));
        });
        if (walk == DescriptorWalk::Hidden)
            m_hidden.insert(table.pid);
    }

    void visitThreads(std::int64_t pid)
    {
        if (m_hidden.contains(pid))
            return;
        for (const auto &table : descriptorTables(m_proc, pid))
            if (table.thread != 0)
                visit(table);
    }

    void hand()
    {
        std::ranges::sort(m_sightings, {}, [](const ShapeSighting &seen) {
            return std::tuple(seen.shape, seen.file, seen.pid, seen.thread, seen.fd);
        });
        for (auto begin = m_sightings.begin(); begin != m_sightings.end();) {
            const auto end = std::find_if(begin, m_sightings.end(),
                                          [&](const ShapeSighting &seen) { return seen.shape != begin->shape; });
            const auto shape = begin->shape;
            std::size_t alike = 1;
            while (shape + alike < m_locks.size() && !shapeLess(m_locks[shape], m_locks[shape + alike]))
                ++alike;
            handOutByFile(std::span(begin, end), m_locks.subspan(shape, alike));
            begin = end;
        }
        m_sightings.clear();
    }

    /// Equal inode numbers may belong to different files: each lock of a shape is on one of the files that were
    /// sighted.
    void handOutByFile(Sightings seen, std::span<KernelLock *const> alike)
    {
        while (!seen.empty() && !alike.empty()) {
            const auto ofFile = seen.first(static_cast<std::size_t>(
                std::ranges::find_if(seen, [&](const auto &each) { return each.file != seen.front().file; }) -
                seen.begin()));
            seen = seen.subspan(ofFile.size());
            const auto locks = alike.first(seen.empty() ? alike.size() : std::min(countFiles(ofFile), alike.size()));
            alike = alike.subspan(locks.size());
            handOut(ofFile, locks);
        }
    }

    std::size_t countFiles(Sightings seen) const
    {
        const auto files = openFiles(seen);
        return files ? std::set(files->begin(), files->end()).size() : 1;
    }

    /// Locks of one shape are several open files with the same lock, acquired by the same process: each belongs to one
    /// open file.
    void handOut(Sightings seen, std::span<KernelLock *const> alike)
    {
        if (alike.size() == 1) {
            for (const auto &sighting : seen)
                addHolder(*alike.front(), sighting);
            return;
        }
        const auto files = seen.size() == alike.size() ? std::nullopt : openFiles(seen);
        std::size_t position = 0;
        std::int64_t pid = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            position = seen[i].pid == pid || seen.size() == alike.size() ? position : 0;
            pid = seen[i].pid;
            addHolder(*alike[(files ? (*files)[i] : position++) % alike.size()], seen[i]);
        }
    }

    /// The index of the open file of each sighting; absent if the kernel does not support the comparison.
    std::optional<std::vector<std::size_t>> openFiles(Sightings seen) const
    {
        // 4096 comparisons take a few milliseconds.
        constexpr std::size_t MostCompared = 4096;
        if (!m_proc.isLive() || seen.size() > MostCompared)
            return {};
        bool isComplete = true;
        const auto less = [&](const ShapeSighting *left, const ShapeSighting *right) {
            const auto order = compareOpenFiles({left->task(), left->fd}, {right->task(), right->fd});
            isComplete = isComplete && order != FileOrder::Unknown;
            return order == FileOrder::Less;
        };
        // If a process exits meanwhile, comparisons may contradict each other: a map tolerates that, sort() would not.
        std::map<const ShapeSighting *, std::size_t, decltype(less)> numbers(less);
        std::vector<std::size_t> files;
        for (const auto &sighting : seen)
            files.push_back(numbers.emplace(&sighting, numbers.size()).first->second);
        return isComplete ? std::optional(std::move(files)) : std::nullopt;
    }

    void addHolder(KernelLock &lock, const ShapeSighting &seen)
    {
        lock.file = seen.file;
        // Sightings are ordered by process and descriptor: the first of a process is its lowest.
        if (std::ranges::find(lock.holders, seen.pid, &LockHolder::pid) == lock.holders.end())
            lock.holders.push_back(
                {seen.pid, seen.fd, known(seen.pid).name, true, LockHolder::Source::Descriptor, seen.thread});
    }

    /// A mapping keeps the open file, and thus the lock, after its descriptor was closed. If the process that acquired
    /// it has no such mapping, or its PID belongs to another process, its children may have the mapping.
    void searchMappings(KernelLock &lock, const std::vector<std::int64_t> &processes)
    {
        if (lock.type == KernelLock::Type::Posix)
            return;
        const auto addMapper = [&](std::int64_t pid) {
            if (!m_hidden.contains(pid) && mappedFiles(pid).contains(lock.inode))
                lock.holders.push_back({pid, -1, known(pid).name, false, LockHolder::Source::Mapping});
        };
        if (lock.tablePid > 0)
            addMapper(lock.tablePid);
        if (lock.holders.empty())
            std::ranges::for_each(processes, addMapper);
    }

    const std::set<InodeKey> &mappedFiles(std::int64_t pid)
    {
        const auto [entry, isNew] = m_mapped.try_emplace(pid);
        if (isNew)
            eachMappedFile(m_proc, pid, [&](const InodeKey &inode, std::string_view) { entry->second.insert(inode); });
        return entry->second;
    }

    /// For a lock that no process shows, such as one whose descriptors cannot be read: the process that acquired it, if
    /// it is running. Only if the kernel releases such a lock when that process exits: any other lock may have been
    /// passed on, and the PID may belong to another process since.
    void trustTable(KernelLock &lock)
    {
        const auto pid = lock.tablePid;
        if (pid <= 0)
            return;
        const auto &process = known(pid);
        const bool secret = !process.listed && m_proc.isLive() && isAlive(pid);
        if (secret)
            m_hidden.insert(pid);
        const bool isOwner = lock.type == KernelLock::Type::Posix;
        if (isOwner && (secret || (process.listed && !isDeadZombie(pid))))
            lock.holders.push_back({pid, -1, process.name, false, LockHolder::Source::Table});
    }

    bool isDeadZombie(std::int64_t pid) const
    {
        const auto facts = readProcess(m_proc, pid, HostIdentity());
        return facts && facts->isDeadZombie();
    }

    static bool isAlive(std::int64_t pid)
    {
        const auto life = probeLife(pid);
        return life == Life::Alive || life == Life::AliveForeign;
    }

    const Process &known(std::int64_t pid)
    {
        const auto [entry, isNew] = m_processes.try_emplace(pid);
        if (isNew) {
            entry->second.name = processName(m_proc, pid);
            entry->second.listed =
                !entry->second.name.empty() || m_proc.read(std::to_string(pid) + "/comm").has_value();
        }
        return entry->second;
    }

    static bool shapeLess(const KernelLock *left, const KernelLock *right) { return lockShapeLess(*left, *right); }

    const ProcRoot &m_proc;
    std::span<KernelLock *const> m_locks;
    UnlistedLocks *m_unlisted;
    std::vector<ShapeSighting> m_sightings;
    std::map<std::int64_t, Process> m_processes;
    std::map<std::int64_t, std::set<InodeKey>> m_mapped;
    std::set<std::int64_t> m_hidden;
};

} // namespace

bool findHolders(const ProcRoot &proc, std::span<KernelLock *const> locks, UnlistedLocks *unlisted)
{
    return HolderSearch(proc, locks, unlisted).run();
}

bool findNamedHolders(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    return HolderSearch(proc, locks, nullptr).runAmongNamed();
}

} // namespace Lockscope
