// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace App {

/// The descriptors that this program inherited, except the standard streams. A script that runs `exec 9>lock; flock 9`
/// passes its lock to every program that it starts, and the lock is released when the last of them closes it.
/// Descriptors with close-on-exec were opened by this process itself and are not included.
std::vector<int> inheritedDescriptors();

/// Closes the inherited descriptors, so that this program never holds a lock that it only inherited. `kept` stays
/// open; -1 keeps none.
void closeInheritedDescriptors(int kept = -1);

/// Closes those inherited descriptors that the parent process also has open. If the program was started as the last
/// command of a shell, it has replaced that shell: then it may be the only process that still holds a lock, and closing
/// its descriptor would release the lock that it is to inspect.
void closeDescriptorsSharedWithParent();

/// Whether this process owns POSIX locks. It got them from the program that it replaced by exec, and closing any
/// descriptor of such a file would release them.
bool ownsPosixLocks();

} // namespace App
