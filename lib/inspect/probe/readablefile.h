// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/heldinodes.h"

#include <lockscope/kernellock.h>

#include <cstdint>
#include <optional>
#include <string>

#include <sys/stat.h>

namespace Lockscope {

/// A descriptor of a regular file that must not simply be closed, because another thread of this process may acquire a
/// POSIX lock on the file while it is open.
class ReadableFile
{
public:
    /// Opens the inode of pathFd for reading: opening the name again could open a FIFO or a device that replaced it.
    /// `ownDescriptors` is /proc/thread-self/fd if it is open, otherwise -1.
    ReadableFile(int pathFd, const struct statx &status, int ownDescriptors);
    ~ReadableFile();
    ReadableFile(const ReadableFile &) = delete;
    ReadableFile &operator=(const ReadableFile &) = delete;

    bool isOpen() const { return m_fd.isOpen(); }

    /// False on an error, with errno set.
    bool read(std::string &content, std::uint64_t limit) const;

    /// The first lock that conflicts with an exclusive lock on the whole file. Does not acquire a lock.
    std::optional<KernelLock> conflictingLock() const;

private:
    HeldInodes::Key m_key;
    FileDescriptor m_fd;
};

} // namespace Lockscope
