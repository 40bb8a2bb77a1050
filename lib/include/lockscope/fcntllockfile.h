// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellockfile.h>

namespace Lockscope {

/// The lock of lock_file 2.0 (LockFile): an exclusive fcntl lock on a whole, empty file, which is removed on release.
/// After locking, the path must still name the locked inode; otherwise the attempt is repeated. Excludes programs that
/// use fcntl.lockf: lock_file, fasteners, Java, dpkg and others.
///
/// release() removes the file that the path names even if it has content; if the path is a symbolic link, it removes
/// the link. If the path names another file by then, it removes nothing and returns NotMyLock (with ENOENT if the name
/// does not exist). A wait that a signal handler interrupts ends with LockFailed and EINTR.
class LOCKSCOPE_EXPORT FcntlLockFile : public KernelLockFile
{
public:
    struct Options
    {
        bool remove = true;       ///< remove the file on release; false keeps it, which serves waiters in order
        bool keepContent = false; ///< not in the original: do not remove a file that is not empty
        bool wait = true;         ///< false: acquire() without a timeout tries once, the default of the original
        bool shared = false;      ///< a read lock, which excludes only writers; a reader never removes the file
        /// Use classic POSIX locks instead of open file description locks. Both conflict with each other, but a classic
        /// lock is lost when any part of this process closes the file. For file systems that support only classic
        /// locks.
        bool classic = false;
    };

    explicit FcntlLockFile(std::filesystem::path path);
    FcntlLockFile(std::filesystem::path path, Options options);
    ~FcntlLockFile() override;

    std::string_view kind() const override { return "fcntl"; }

    /// The descriptor of the locked file. NotLocked if this object does not hold the lock.
    Result<int> fileno() const;

protected:
    bool endsOnSignal() const override { return true; }
};

} // namespace Lockscope
