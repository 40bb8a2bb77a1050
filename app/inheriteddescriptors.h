// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace App {

/// The descriptors that whoever started this program left open, beyond the standard streams. A script that does
/// `exec 9>lock; flock 9` leaves its lock open in every program that it starts, and the lock lasts until the last of
/// them closes it. Descriptors with close-on-exec were opened by this process itself and are not among them.
std::vector<int> inheritedDescriptors();

/// Closes the inherited descriptors, so that this program never holds a lock that it only inherited. `kept` is left
/// open; -1 keeps none.
void closeInheritedDescriptors(int kept = -1);

/// Closes those inherited descriptors that the parent process has open too. If the program was started as the last
/// command of a shell, it has replaced that shell: then it may be the only process that still holds a lock, and closing
/// its descriptor would release the lock that it is asked about.
void closeDescriptorsSharedWithParent();

/// Whether this process owns POSIX locks. It got them from the program that it replaced by exec, and closing any
/// descriptor of such a file would release them.
bool ownsPosixLocks();

} // namespace App
