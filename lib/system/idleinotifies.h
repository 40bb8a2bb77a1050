// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"

#include <optional>

namespace Lockscope {

/// A small pool of inotify instances that ended waits leave for later waits of this process. Closing an instance that
/// has watched something waits for a grace period of the kernel (fsnotify_destroy_group; measured median 13 ms), which
/// would delay a waiter that has just acquired its lock. The pool is small because a user has only 128 instances by
/// default.

/// An instance whose watches report no events; absent if the system provides none.
std::optional<Inotify> takeInotify();
/// Returns an instance to the pool. REQUIRES: its watches were removed.
void leaveInotify(Inotify inotify);
/// Whether the descriptor is still the instance that was acquired. A program that daemonizes closes it, and its number
/// may then belong to a log file or to another inotify instance. Instances of this pool are identified by a unique
/// watch.
bool isStillOurs(const Inotify &inotify);

} // namespace Lockscope
