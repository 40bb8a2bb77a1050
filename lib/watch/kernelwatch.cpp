// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/kernelwatch.h"

#include "system/clocks.h"
#include "system/processes.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds HurriedInterval = 50ms;
constexpr std::chrono::nanoseconds IdleInterval = 500ms;
constexpr std::chrono::nanoseconds LongestInterval = 10s;
constexpr int RestPerWork = 20;
constexpr int UrgentRestPerWork = 3;

/// A process that is starting or exiting may be missed; one with hidden descriptors always is.
constexpr int MostTries = 3;

/// Opening a file and locking it, or blocking on the lock, are usually microseconds apart; the later attempts are for
/// slow programs.
constexpr std::array<std::chrono::nanoseconds, 5> Expectation = {32ms, 16ms, 8ms, 2ms, 500us};

/// 18,000 locks are 1 MiB of text.
constexpr std::size_t LargestTable = 64 * 1024 * 1024;

/// The inodes whose locks differ. Both tables are ordered by inode.
std::vector<InodeKey> changesBetween(const KernelLockTable &before, const KernelLockTable &after)
{
    std::set<InodeKey> inodes;
    for (const auto *table : {&before, &after})
        for (const auto &lock : table->locks())
            inodes.insert(lock.inode);
    std::vector<InodeKey> changed;
    std::ranges::copy_if(inodes, std::back_inserter(changed),
                         [&](const InodeKey &inode) { return before.on(inode) != after.on(inode); });
    return changed;
}

} // namespace

KernelWatch::KernelWatch(std::filesystem::path proc)
    : m_procPath(std::move(proc))
    , m_proc(m_procPath)
    , m_linesAreIncomplete(isInPidNamespace(m_proc))
{}

void KernelWatch::begin(Interest interest, KernelLockTable table)
{
    m_interest = std::move(interest);
    m_table = std::move(table);
    m_text.reset();
    m_unsettled.clear();
    m_lookedAt = steadyNow();
}

std::vector<InodeKey> KernelWatch::readChanges()
{
    const auto start = steadyNow();
    m_lookedAt = start;
    m_expected = std::max(0, m_expected - 1);
    std::vector<InodeKey> changed;
    if (m_linesAreIncomplete) {
        if (auto table = KernelLockTable::read(m_procPath)) {
            changed = changesBetween(m_table, *table);
            std::erase_if(changed, [this](const InodeKey &inode) { return !m_interest.covers(inode); });
            m_table = std::move(*table);
        }
    } else if (auto text = m_proc.read("locks", LargestTable); text && text != m_text) {
        auto table = KernelLockTable::readLines(m_procPath);
        // If the lines changed while they were read, the next look() reads them again.
        const auto after = m_proc.read("locks", LargestTable);
        m_text = after == text ? std::move(text) : std::nullopt;
        if (table) {
            changed = table->takeOver(m_table);
            std::erase_if(changed, [this](const InodeKey &inode) { return !m_interest.covers(inode); });
            if (!changed.empty())
                table->resolveQuickly(changed);
            m_table = std::move(*table);
            for (const auto &inode : changed)
                m_unsettled[inode] = 0;
        }
    }
    m_work = steadyNow() - start;
    return changed;
}

void KernelWatch::askAgain(const std::vector<InodeKey> &inodes)
{
    if (!inodes.empty())
        m_table.resolve(inodes);
}

bool KernelWatch::hasHolders(const InodeKey &inode) const
{
    return std::ranges::none_of(m_table.on(inode), [](const KernelLock &lock) { return lock.holders.empty(); });
}

std::vector<InodeKey> KernelWatch::settle()
{
    const auto start = steadyNow();
    std::vector<InodeKey> inodes;
    std::vector<std::vector<KernelLock>> before;
    bool urgent = false; // a lock has a holder that is not known
    for (const auto &[inode, tries] : m_unsettled) {
        inodes.push_back(inode);
        before.push_back(m_table.on(inode));
        urgent = urgent || !hasHolders(inode);
    }
    const auto rest = urgent ? std::max<std::chrono::nanoseconds>(100ms, m_settleWork * UrgentRestPerWork)
                             : std::max<std::chrono::nanoseconds>(1s, m_settleWork * RestPerWork);
    if (inodes.empty() || start < m_settledAt + rest)
        return {};
    m_table.resolve(inodes);
    std::vector<InodeKey> found;
    for (std::size_t i = 0; i < inodes.size(); ++i) {
        if (m_table.on(inodes[i]) != before[i])
            found.push_back(inodes[i]);
        if (hasHolders(inodes[i]) || ++m_unsettled[inodes[i]] == MostTries)
            m_unsettled.erase(inodes[i]);
    }
    m_settledAt = steadyNow();
    m_settleWork = m_settledAt - start;
    return found;
}

std::chrono::nanoseconds KernelWatch::nextLook(bool hurry) const
{
    if (m_expected > 0)
        return m_lookedAt + std::max(Expectation.at(static_cast<std::size_t>(m_expected - 1)), 2 * m_work);
    const auto interval = std::max(hurry ? HurriedInterval : IdleInterval, m_work * RestPerWork);
    return m_lookedAt + std::min(interval, LongestInterval);
}

void KernelWatch::expectChange()
{
    m_expected = static_cast<int>(Expectation.size());
}

} // namespace Lockscope
