// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <memory>
#include <string>

namespace Lockscope {

/// The common part of kinds that rest on a kernel lock on the lock file: opening without dropping locks of this
/// process, locking, the check that the path still names the locked inode, and giving up.
///
/// A symbolic link at the end of the path is followed only if it belongs to root or to the effective user; root does
/// not follow links of other users in the directories above either. LockFailed (ELOOP) otherwise: in a directory of
/// somebody else a planted link would make root create or overwrite any file.
///
/// A wait for ever blocks in the kernel, which serves flock and OFD waiters in order. Other waits, and those for the
/// classic POSIX form, go by inotify.
class LOCKSCOPE_EXPORT KernelLockFile : public LockFile
{
public:
    ~KernelLockFile() override;

protected:
    struct Manner
    {
        KernelLock::Type type = KernelLock::Type::Flock;
        KernelLock::Mode mode = KernelLock::Mode::Write;
        bool removeOnRelease = false;
        bool keepContent = false;          ///< do not remove a file that is not empty
        bool refuseForeignContent = false; ///< do not write over what is not the text of such a lock
    };

    KernelLockFile(std::filesystem::path path, Manner manner);

    /// The bytes that the file is to consist of while it is locked; empty: the file is left as it is.
    virtual Result<std::string> mark() const { return std::string(); }
    /// The first bytes of the file that was tried last; empty where it is not open.
    std::string readOpenFile() const;
    /// The descriptor that keeps the lock; -1 if nothing is held.
    int descriptor() const;

    Result<Attempt> attempt() override;
    Result<Attempt> attemptBlocking() override;
    bool canBlock() const override;
    Result<void> giveUp() override;
    bool isStillMine() const override;
    Result<bool> queryLocked() const override;
    BreakManner breakManner() const override { return BreakManner::Nothing; }
    void waitEnds() override;
    Awaited awaited() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
