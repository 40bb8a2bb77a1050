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
    /// Opens a name. REQUIRES: no other user can give the name to another inode.
    ReadableFile(int directory, const char *name);
    ~ReadableFile();
    ReadableFile(const ReadableFile &) = delete;
    ReadableFile &operator=(const ReadableFile &) = delete;

    bool isOpen() const { return m_fd.isOpen(); }
    int fd() const { return m_fd.get(); }
    /// Which inode was opened, if that was found out by fd(): saves a call.
    void setInode(const struct statx &status);

    /// False on an error, with errno set.
    bool read(std::string &content, std::uint64_t limit) const;

    /// The first lock that conflicts with an exclusive lock on the whole file. Does not acquire a lock.
    std::optional<KernelLock> conflictingLock() const;

private:
    void open(int directory, const char *path, int flags);

    std::optional<HeldInodes::Key> m_key; ///< absent: of whatever was opened
    FileDescriptor m_fd;
};

} // namespace Lockscope
