// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/mountchanges.h"

#include "system/systemcalls.h"

namespace Lockscope {

MountChanges::MountChanges()
    : m_table(sys().openat(AT_FDCWD, "/proc/thread-self/mountinfo", O_RDONLY | O_CLOEXEC))
{}

/// proc(5): a change is reported as an exceptional condition of the open file, once.
struct pollfd MountChanges::descriptor() const
{
    return {m_table.get(), POLLPRI, 0};
}

} // namespace Lockscope
