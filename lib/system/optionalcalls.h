// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <sys/stat.h>

namespace Lockscope {

// System calls that older kernels (ENOSYS) and older seccomp profiles of containers (EPERM) refuse.

/// statx(2), or fstatat(2) if statx is refused: then the birth time and the mount ID are missing from the mask.
/// AT_STATX_ flags are dropped. Sets errno.
int statusOf(int directory, const char *path, int flags, unsigned mask, struct statx *result);

/// Whether renameat2(2) failed with this error because the kernel, a seccomp profile or the file system does not
/// support its flags. EPERM can also mean that the directory forbids the rename; a rename without flags then fails as
/// well.
bool lacksRenameFlags(int error);

} // namespace Lockscope
