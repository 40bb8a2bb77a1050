// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

namespace Lockscope {

/// An eventfd by which one thread wakes another from poll(). wake() may be called in any thread and in a signal
/// handler. Exported for Lockscope::Etcd.
class LOCKSCOPE_EXPORT WakeUp
{
public:
    static Result<WakeUp> create();
    void wake() const;
    /// Clears the wake-ups so far.
    void drain() const;
    int fd() const { return m_fd.get(); }

private:
    explicit WakeUp(FileDescriptor fd);
    FileDescriptor m_fd;
};

} // namespace Lockscope
