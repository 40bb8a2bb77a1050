// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/locklines.h"

#include <algorithm>
#include <tuple>

namespace Lockscope {

namespace {

/// 18,000 locks are 1 MiB of text.
constexpr std::size_t LargestTable = 64 * 1024 * 1024;

/// The kernel writes at most one page while it keeps its list of locks locked. A shorter text is consistent.
constexpr std::size_t WrittenAtOnce = 4096;

std::vector<KernelLock> parseLocks(std::string_view text)
{
    std::vector<KernelLock> locks;
    std::optional<std::uint64_t> lastId;
    for (const auto &line : ProcParse::locks(text)) {
        if (!line.waiting) {
            locks.push_back(lockOf(line));
            lastId = line.id;
        } else if (lastId == line.id) {
            locks.back().waiters.push_back({line.pid, {}});
        }
    }
    std::ranges::stable_sort(locks, lockShapeLess);
    // If locks change between pages, the kernel may list one twice; an exclusive lock cannot be held twice.
    const auto listedTwice = std::ranges::unique(locks, [](const KernelLock &left, const KernelLock &right) {
        return left.mode == KernelLock::Mode::Write && !lockShapeLess(left, right);
    });
    locks.erase(listedTwice.begin(), listedTwice.end());
    return locks;
}

/// The union of two readings. If locks change between pages, a reading may miss one that existed all the time, which
/// must not appear free; a lock that has just been released is no worse than an older reading.
std::vector<KernelLock> unite(const std::vector<KernelLock> &left, const std::vector<KernelLock> &right)
{
    std::vector<KernelLock> all;
    all.reserve(std::max(left.size(), right.size()));
    std::ranges::set_union(left, right, std::back_inserter(all), lockShapeLess);
    return all;
}

} // namespace

bool lockShapeLess(const KernelLock &left, const KernelLock &right)
{
    const auto shape = [](const KernelLock &lock) {
        return std::tie(lock.inode, lock.start, lock.end, lock.type, lock.mode, lock.tablePid);
    };
    return shape(left) < shape(right);
}

KernelLock lockOf(const ProcParse::LockLine &line)
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

std::optional<std::vector<KernelLock>> readLockLines(const ProcRoot &proc)
{
    constexpr int MostReadings = 3;
    std::string text;
    std::string before;
    for (int reading = 0; reading < MostReadings; ++reading) {
        before.swap(text);
        auto table = proc.read("locks", LargestTable);
        if (!table)
            return {};
        text.swap(*table);
        if (text.size() < WrittenAtOnce || text == before)
            return parseLocks(text);
    }
    return unite(parseLocks(text), parseLocks(before));
}

} // namespace Lockscope
