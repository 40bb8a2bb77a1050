// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"

#include <string>

namespace Lockscope {

/// Asks the kernel whether a file or directory is in use at this very moment.
///
/// The lock table is not sufficient for that: it omits locks of other PID namespaces, and on some file systems it shows
/// a device that is shared by several files with the same inode number.
namespace LockProbe {

enum class Use
{
    None,
    Open,   ///< another process has it open or has a lease on it, and may acquire a lock at any time
    Locked, ///< there is a kernel lock on it
};

/// For a file that still has its name. Acquires nothing, so that flocks are only found in the lock table, and never
/// returns Open. If the kernel cannot be asked, the file counts as unused.
Use inspect(int directory, const std::string &name, const MountTable &mounts);

/// For a file that was moved to a private name, where no other process finds it: acquires a lease and a flock without
/// waiting, and releases them at once. The kernel grants them only if no process has the file open, or no process has a
/// lock, including processes that are not visible here. If the file system has no leases (FUSE, NFS), open descriptors
/// are found only as far as /proc shows them to this user.
Use probe(int directory, const std::string &name, const MountTable &mounts);

} // namespace LockProbe

} // namespace Lockscope
