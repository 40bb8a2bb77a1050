// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"

#include <optional>

namespace Lockscope {

/// Inotify instances that ended waits leave to the next ones of this process. Closing an instance that has watched
/// something waits for a grace period of the kernel (fsnotify_destroy_group; 13 ms in the median, measured), which a
/// waiter would spend after it got the lock. A few are kept at most: a user has only 128 by default.

/// One that watches nothing that could happen; absent if the system gives none.
std::optional<Inotify> takeInotify();
/// REQUIRES: its watches were removed.
void leaveInotify(Inotify inotify);
/// Whether it still is the instance that was taken. A program that became a daemon has closed it, and its number may be
/// that of a log, or of an instance of the program's own: ours have a watch that no other has.
bool isStillOurs(const Inotify &inotify);

} // namespace Lockscope
