// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <memory>
#include <string>

namespace Lockscope {

/// Base class of kinds that use a kernel lock on the lock file. It opens the file without losing POSIX locks of this
/// process, locks it, checks that the path still names the locked inode, and releases the lock.
///
/// A symbolic link as the last component of the path is followed only if it belongs to root or to the effective user.
/// For root, this also applies to links in the parent directories. Otherwise acquire() fails with LockFailed (ELOOP):
/// in a directory of another user, a planted link could make root create or overwrite any file.
///
/// A wait without a timeout blocks in the kernel, which serves flock and OFD waiters in order. Other waits, and those
/// for classic POSIX locks, use inotify.
class LOCKSCOPE_EXPORT KernelLockFile : public LockFile
{
public:
    ~KernelLockFile() override;

protected:
    /// How a subclass acquires and releases its lock.
    struct Manner
    {
        KernelLock::Type type = KernelLock::Type::Flock;
        KernelLock::Mode mode = KernelLock::Mode::Write;
        bool removeOnRelease = false;
        bool keepContent = false;          ///< do not remove a file that is not empty
        bool refuseForeignContent = false; ///< do not overwrite content that is not from a lock of this kind
    };

    KernelLockFile(std::filesystem::path path, Manner manner);

    /// The content to write to the file after locking it; empty: the file is not changed.
    virtual Result<std::string> mark() const { return std::string(); }
    /// The first bytes of the file that the last attempt opened; empty if it is not open.
    std::string readOpenFile() const;
    /// The descriptor that holds the lock; -1 if the lock is not held.
    int descriptor() const;
    /// Whether the next acquisition is exclusive. REQUIRES: the lock is not held.
    void setMode(KernelLock::Mode mode);

    Result<Attempt> attempt() override;
    Result<Attempt> attemptBlocking() override;
    bool canBlock() const override;
    Result<void> doRelease() override;
    bool isStillMine() const override;
    bool isGrantedAgain() const override;
    Result<bool> queryLocked() const override;
    BreakMethod breakManner() const override { return BreakMethod::Nothing; }
    void attemptsEnded() override;
    WaitTarget awaited() const override;

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
