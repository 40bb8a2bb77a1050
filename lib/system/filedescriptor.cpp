// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/filedescriptor.h"

#include "system/systemcalls.h"

namespace Lockscope {

void FileDescriptor::reset(int fd)
{
    const int old = std::exchange(m_fd, fd);
    if (old < 0)
        return;
    // Linux frees the descriptor even if close() fails with EINTR (close(2)): never retry.
    const int before = errno;
    sys().close(old);
    errno = before;
}

} // namespace Lockscope
