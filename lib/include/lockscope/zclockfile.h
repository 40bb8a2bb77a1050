// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The lock kinds of Python's zc.lockfile.

#include <lockscope/kernellockfile.h>

#include <string>

namespace Lockscope {

/// The lock of zc.lockfile's SimpleLockFile (2.0 and later): a flock on a file that keeps its content and is not
/// removed. Excludes flock(1), py-filelock and every other program that locks the file with flock(2). A subclass can
/// override onLock() (_on_lock in the original), which runs right after locking, and access the open file with
/// descriptor() (_fp).
class LOCKSCOPE_EXPORT ZcSimpleLockFile : public KernelLockFile
{
public:
    explicit ZcSimpleLockFile(PathArgument path);
    ~ZcSimpleLockFile() override;

    std::string_view kind() const override { return "zc-simple"; }

protected:
    ZcSimpleLockFile(std::filesystem::path path, Manner manner);
};

/// The lock of zc.lockfile's LockFile: like ZcSimpleLockFile, but the holder also writes a space, the expanded content
/// template and a line break, for people to read. The text stays after the release: only the kernel lock counts.
///
/// Any text in the file is overwritten once the flock is acquired. Files that cannot be such a lock are not written to,
/// and acquire() returns LockFailed: a file of more than 64 KiB, and one on which a program holds an fcntl lock.
class LOCKSCOPE_EXPORT ZcLockFile : public ZcSimpleLockFile
{
public:
    /// The options of a ZcLockFile.
    struct Options
    {
        /// Uses the syntax of Python's str.format: `{pid}`, `{hostname}`, `{{` and `}}`. Another name in braces makes
        /// acquire() fail with InvalidOption before anything is changed.
        std::string contentTemplate = "{pid}";
        /// Not in the original: fail if the file starts with anything but a space, so that it is not the text of such a
        /// lock.
        bool refuseForeignContent = false;
    };

    explicit ZcLockFile(PathArgument path);
    ZcLockFile(PathArgument path, Options options);
    ~ZcLockFile() override;

    std::string_view kind() const override { return "zc"; }

protected:
    Result<std::string> mark() const override;
    std::optional<Claim> readClaim() const override;

private:
    Options m_options;
};

} // namespace Lockscope
