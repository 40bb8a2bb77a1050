// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellockfile.h>

namespace Lockscope {

/// lock_file 2.0's LockFile: an exclusive fcntl lock on a whole, empty file, which is removed on release. After
/// locking, the path must still name the locked inode, else all is tried again. Excludes fcntl.lockf peers: lock_file,
/// fasteners, Java, dpkg and others.
///
/// A release removes what the path names, also a file that has content; if the path is a symbolic link, the link. It
/// removes nothing and returns NotMyLock (with ENOENT if nothing has the name) if the path names another file by then.
/// A wait that a signal handler interrupts ends with LockFailed and EINTR.
class LOCKSCOPE_EXPORT FcntlLockFile : public KernelLockFile
{
public:
    struct Options
    {
        bool remove = true;       ///< remove the file on release; false keeps it, which gives waiters first-come order
        bool keepContent = false; ///< not in the original: do not remove a file that is not empty
        bool wait = true;         ///< false: acquire() without a timeout tries once, as the original's default is
        bool shared = false; ///< a read lock: many at once, no writer beside them. A reader never removes the file.
        /// Open file description locks conflict with the classic form and, unlike it, survive that another part of this
        /// process closes the file. The classic form is for file systems that know only that one.
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
