// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace Lockscope {

/// Opens a path below an open directory. No symbolic link is followed in any component (ELOOP) and no mount is entered
/// (EXDEV). Uses openat2(2) with RESOLVE_NO_SYMLINKS and RESOLVE_NO_XDEV. Kernels before Linux 5.6, gVisor and some
/// seccomp profiles do not have it (ENOSYS or EPERM): there each component is opened and checked on its own.
/// Returns a descriptor, or -1 with errno set.
int openBelowDirectory(int directory, const std::string &path, int flags);

} // namespace Lockscope
