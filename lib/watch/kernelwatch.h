// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/inode.h>
#include <lockscope/kernellock.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace Lockscope {

/// Polls the kernel's lock table, which sends no events. As long as nothing changes, only its text is compared.
class KernelWatch
{
public:
    using Device = std::pair<std::uint32_t, std::uint32_t>; ///< major and minor number

    /// Locks on these devices are resolved; for other locks only the lines are kept.
    struct Interest
    {
        bool everything = false;
        std::set<Device> devices;

        bool covers(const InodeKey &inode) const { return everything || devices.contains({inode.major, inode.minor}); }
    };

    explicit KernelWatch(std::filesystem::path proc = "/proc");

    /// Starts watching from this snapshot, which must include all holders.
    void begin(Interest interest, KernelLockTable table);
    /// Reads the table. Returns the inodes of interest whose locks, holders or waiters have changed since the last
    /// call.
    std::vector<InodeKey> readChanges();
    /// Resolves the holders of the locks on these inodes again, because a recorded process has exited.
    void askAgain(const std::vector<InodeKey> &inodes);
    /// Finds processes that share the changed locks, which look() omits because it takes long. Returns the inodes for
    /// which a process was found. Does nothing while this would use more than a twentieth of the time.
    std::vector<InodeKey> settle();
    const KernelLockTable &table() const { return m_table; }

    /// The time of the next look(), urgent or not: never more than 5 % of the time is spent on it.
    std::chrono::nanoseconds nextLook(bool hurry) const;
    /// A file was opened or closed, which may change a lock: read the table very often for a moment.
    void expectChange();
    bool expectsChange() const { return m_expected > 0; }

private:
    bool hasHolders(const InodeKey &inode) const;

    std::filesystem::path m_procPath;
    ProcRoot m_proc;
    /// Inside a container, descriptors show locks that are missing in the table: comparing its lines is not enough.
    bool m_linesAreIncomplete;
    Interest m_interest;
    /// As the kernel printed it; absent if the table was not read from it. Empty if there are no locks.
    std::optional<std::string> m_text;
    KernelLockTable m_table;
    std::map<InodeKey, int> m_unsettled; ///< with the number of attempts that found no process
    std::chrono::nanoseconds m_lookedAt{0};
    std::chrono::nanoseconds m_settledAt{0};
    std::chrono::nanoseconds m_work{0};       ///< duration of the last look()
    std::chrono::nanoseconds m_settleWork{0}; ///< duration of the last settle()
    int m_expected = 0;                       ///< remaining early looks after expectChange()
};

} // namespace Lockscope
