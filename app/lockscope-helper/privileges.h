// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace App {

/// Drops every right of root except to read: files of all users (CAP_DAC_READ_SEARCH), and what /proc shows of their
/// processes (CAP_SYS_PTRACE). Continues as the user who called pkexec: what that user may not write, rename, remove or
/// signal, this process may not either. Call it before threads exist, and before the environment is cleared, which
/// names that user. False if the kernel refuses; then the process must end.
bool keepOnlyRightsToRead();

} // namespace App
