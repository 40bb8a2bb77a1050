// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace Lockscope {

/// Opens a path below an open directory. No symbolic link is followed in any component (ELOOP), and no mount is entered
/// (EXDEV). Uses openat2(2) with RESOLVE_NO_SYMLINKS and RESOLVE_NO_XDEV. If it is not available (ENOSYS or EPERM), as
/// in Linux before 5.6, gVisor and under some seccomp profiles, each component is opened and checked separately.
/// Returns a descriptor, or -1 with errno set.
int openBelowDirectory(int directory, const std::string &path, int flags);

} // namespace Lockscope
