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

/// A descriptor of a regular file that must not simply be closed: a thread of ours may take a POSIX lock on the file
/// while it is open.
class ReadableFile
{
public:
    /// Opens the inode in hand for reading: opening the name again could meet a FIFO or a device that took its place.
    /// `ownDescriptors` is /proc/thread-self/fd if it is open, else -1.
    ReadableFile(int pathFd, const struct statx &status, int ownDescriptors);
    ~ReadableFile();
    ReadableFile(const ReadableFile &) = delete;
    ReadableFile &operator=(const ReadableFile &) = delete;

    bool isOpen() const { return m_fd.isOpen(); }

    /// False on an error, with errno as the reason.
    bool read(std::string &content, std::uint64_t limit) const;

    /// The first lock that would be in the way of an exclusive one on the whole file. Only asks: takes none.
    std::optional<KernelLock> conflictingLock() const;

private:
    HeldInodes::Key m_key;
    FileDescriptor m_fd;
};

} // namespace Lockscope
