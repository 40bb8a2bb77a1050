// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"

#include <string>

namespace Lockscope {

/// Asks the kernel whether a file or directory is in use, where the answer must hold for this very moment.
///
/// The table of locks is not enough for that: it leaves out locks of other PID namespaces, and on some file systems it
/// prints a device that several files with the same inode number share.
namespace LockProbe {

enum class Use
{
    None,
    Open,   ///< another process has it open or has a lease on it, and may acquire a lock at any time
    Locked, ///< a kernel lock is on it
};

/// Without acquiring anything, so of a flock only what the kernel's table shows, and never Open: for what has its name
/// still. What cannot be asked counts as unused.
Use look(int folder, const std::string &name, const MountTable &mounts);

/// For what was moved to a private name, so that nobody finds it there: acquires a lease and a flock, without waiting,
/// and releases them at once. The kernel grants them only if no process has the file open, or none has a lock; it knows
/// the processes that cannot be seen from here too. Other processes' descriptors of a file cannot be asked for on
/// remote file systems, or of another user's file: then only locks are found.
Use probe(int folder, const std::string &name, const MountTable &mounts);

} // namespace LockProbe

} // namespace Lockscope
