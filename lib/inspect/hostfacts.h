// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/processfacts.h>

#include <string>
#include <vector>

namespace Lockscope {

/// What is known about this host, whatever lock is inspected. Read once and shared by the facts of all locks.
struct HostFacts : HostIdentity
{
    std::vector<std::string> hostAliases; ///< its other names and addresses, from /etc/hosts and the user's list
    bool clocksShifted = false;           ///< this process is in a time namespace with shifted clocks; then the
                                          ///< deviation of the clock is unknown
    bool kernelLocksRead = true;          ///< false: nothing is known about kernel locks
    bool descriptorsHidden = false;       ///< of some processes, so that holders of kernel locks may be missing
    std::int64_t uid = -1;                ///< the effective user ID of this process

    /// No other user can see more on this host.
    bool isRoot() const { return uid == 0; }
};

} // namespace Lockscope
