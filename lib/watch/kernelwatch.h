// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/inode.h>
#include <lockscope/kernellocktable.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace Lockscope {

/// Follows the kernel's lock table, which sends no events: reads it again and again, and does no more than compare its
/// bytes while nothing changed.
class KernelWatch
{
public:
    using Device = std::pair<std::uint32_t, std::uint32_t>; ///< major and minor number

    /// Locks on these devices are asked after; of others only the lines are kept.
    struct Interest
    {
        bool everything = false;
        std::set<Device> devices;

        bool covers(const InodeKey &inode) const { return everything || devices.contains({inode.major, inode.minor}); }
    };

    explicit KernelWatch(std::filesystem::path proc = "/proc");

    /// From now on, beginning with this reading, which has all holders.
    void begin(Interest interest, KernelLockTable table);
    /// The inodes of interest whose locks, holders or waiters have changed since the last look.
    std::vector<InodeKey> look();
    /// Asks anew who holds the locks on these inodes: a process that is named there has ended.
    void askAgain(const std::vector<InodeKey> &inodes);
    /// Finds out who shares the locks that changed since: what look() leaves out because it takes long. The inodes for
    /// which somebody was found. Does nothing while it would take more than a twentieth of the time.
    std::vector<InodeKey> settle();
    bool isUnsettled() const { return !m_unsettled.empty(); }
    const KernelLockTable &table() const { return m_table; }

    /// When to look next, in a hurry or not: never for more than 5 % of the time.
    std::chrono::nanoseconds nextLook(bool hurry) const;
    /// Somebody has opened or closed a file that may be locked thereby: for a moment, look very often.
    void expectChange();
    bool expectsChange() const { return m_expected > 0; }

private:
    bool hasHolders(const InodeKey &inode) const;

    std::filesystem::path m_procPath;
    ProcRoot m_proc;
    /// Inside a container, descriptors show locks that the lines leave out: comparing these is not enough.
    bool m_linesAreIncomplete;
    Interest m_interest;
    /// As the kernel printed it; absent where it is not what the table was read from. Without any lock it is empty.
    std::optional<std::string> m_text;
    KernelLockTable m_table;
    std::map<InodeKey, int> m_unsettled; ///< with how often nobody was found
    std::chrono::nanoseconds m_lookedAt{0};
    std::chrono::nanoseconds m_settledAt{0};
    std::chrono::nanoseconds m_work{0};       ///< of the last look
    std::chrono::nanoseconds m_settleWork{0}; ///< of the last settling
    int m_expected = 0;                       ///< looks that are still to come soon
};

} // namespace Lockscope
