// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <poll.h>

namespace Lockscope {

/// Detects that a file system was mounted or unmounted.
class MountChanges
{
public:
    MountChanges();
    /// For polling: ready once after each change of the mount table.
    struct pollfd descriptor() const;

private:
    FileDescriptor m_table;
};

} // namespace Lockscope
