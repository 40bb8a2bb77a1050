// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/lockholders.h"

#include "system/descriptorlocks.h"
#include "system/locklines.h"
#include "system/openfiles.h"
#include "system/processes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace Lockscope {

namespace {

/// A descriptor that shows a lock of a shape. The shape is told by the place of the first lock that has it.
struct Sighting
{
    std::size_t shape = 0;
    std::int64_t pid = 0;
    int fd = -1;
};

KernelLock shapeOf(const ProcParse::LockLine &line)
{
    KernelLock lock;
    lock.type = line.type;
    lock.mode = line.mode;
    lock.inode = line.inode;
    lock.start = line.start;
    lock.end = line.end;
    lock.tablePid = line.pid;
    return lock;
}

class HolderSearch
{
public:
    HolderSearch(const ProcRoot &proc, std::span<KernelLock *const> locks)
        : m_proc(proc)
        , m_locks(locks)
    {}

    bool run()
    {
        for (auto *lock : m_locks)
            lock->holders.clear();
        for (const auto pid : allProcesses(m_proc))
            visit(pid);
        hand();
        for (auto *lock : m_locks)
            if (lock->holders.empty())
                trustTable(*lock);
        return !m_hidden.empty();
    }

    bool runAmongNamed()
    {
        std::set<std::int64_t> named;
        for (auto *lock : m_locks) {
            lock->holders.clear();
            if (lock->tablePid > 0)
                named.insert(lock->tablePid);
        }
        for (const auto pid : named)
            visit(pid);
        hand();
        return std::ranges::none_of(m_locks, [](const KernelLock *lock) { return lock->holders.empty(); });
    }

private:
    struct Process
    {
        std::string name;
        bool listed = false; ///< has an entry in /proc that can be seen
    };

    void visit(std::int64_t pid)
    {
        const auto walk = eachDescriptorLock(m_proc, pid, [&](int fd, const ProcParse::LockLine &line) {
            const auto shape = shapeOf(line);
            const auto first = std::ranges::lower_bound(m_locks, &shape, shapeLess);
            if (first != m_locks.end() && !shapeLess(&shape, *first))
                m_sightings.push_back({static_cast<std::size_t>(first - m_locks.begin()), pid, fd});
        });
        if (walk == DescriptorWalk::Hidden)
            m_hidden.insert(pid);
    }

    void hand()
    {
        std::ranges::sort(m_sightings, {},
                          [](const Sighting &seen) { return std::tuple(seen.shape, seen.pid, seen.fd); });
        for (auto begin = m_sightings.begin(); begin != m_sightings.end();) {
            const auto end = std::find_if(begin, m_sightings.end(),
                                          [&](const Sighting &seen) { return seen.shape != begin->shape; });
            const auto shape = begin->shape;
            std::size_t alike = 1;
            while (shape + alike < m_locks.size() && !shapeLess(m_locks[shape], m_locks[shape + alike]))
                ++alike;
            handOut(std::span(begin, end), m_locks.subspan(shape, alike));
            begin = end;
        }
    }

    /// Locks of one shape are several open files with the same lock, taken by the same process: each belongs to one
    /// open file.
    void handOut(std::span<const Sighting> seen, std::span<KernelLock *const> alike)
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

    /// The number of the open file of each sighting; absent where the kernel does not tell.
    std::optional<std::vector<std::size_t>> openFiles(std::span<const Sighting> seen) const
    {
        // 4096 comparisons take a few milliseconds.
        constexpr std::size_t MostCompared = 4096;
        if (!m_proc.isLive() || seen.size() > MostCompared)
            return {};
        bool told = true;
        const auto less = [&](const Sighting *left, const Sighting *right) {
            const auto order = compareOpenFiles({left->pid, left->fd}, {right->pid, right->fd});
            told = told && order != FileOrder::Unknown;
            return order == FileOrder::Less;
        };
        // A map stays sound when a process ends meanwhile, so that answers contradict each other; sort() would not.
        std::map<const Sighting *, std::size_t, decltype(less)> numbers(less);
        std::vector<std::size_t> files;
        for (const auto &sighting : seen)
            files.push_back(numbers.emplace(&sighting, numbers.size()).first->second);
        return told ? std::optional(std::move(files)) : std::nullopt;
    }

    void addHolder(KernelLock &lock, const Sighting &seen)
    {
        // Sightings come by process and descriptor: the first of a process is its lowest.
        if (std::ranges::find(lock.holders, seen.pid, &LockHolder::pid) == lock.holders.end())
            lock.holders.push_back({seen.pid, seen.fd, known(seen.pid).name, true});
    }

    /// For a lock that no readable descriptor shows. A process whose descriptors were all read does not keep a flock,
    /// whatever number the table prints; a POSIX lock belongs to that process in any case.
    void trustTable(KernelLock &lock)
    {
        const auto pid = lock.tablePid;
        if (pid <= 0)
            return;
        const auto &process = known(pid);
        const bool secret = !process.listed && m_proc.isLive() && isAlive(pid);
        if (secret)
            m_hidden.insert(pid);
        if (secret || (process.listed && (lock.type == KernelLock::Type::Posix || m_hidden.contains(pid))))
            lock.holders.push_back({pid, -1, process.name, false});
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
    std::vector<Sighting> m_sightings;
    std::map<std::int64_t, Process> m_processes;
    std::set<std::int64_t> m_hidden;
};

} // namespace

bool findHolders(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    return HolderSearch(proc, locks).run();
}

bool findNamedHolders(const ProcRoot &proc, std::span<KernelLock *const> locks)
{
    return HolderSearch(proc, locks).runAmongNamed();
}

} // namespace Lockscope
