// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellockfile.h>

#include <string>

namespace Lockscope {

/// zc.lockfile's SimpleLockFile (2.0 and later): a flock on a file that keeps its content and stays behind. Excludes
/// flock(1), py-filelock and everything else that takes a flock on the file. A subclass acts right after locking in
/// onLock(), which is _on_lock there, and reaches the open file by descriptor(), which is _fp.
class LOCKSCOPE_EXPORT ZcSimpleLockFile : public KernelLockFile
{
public:
    explicit ZcSimpleLockFile(std::filesystem::path path);
    ~ZcSimpleLockFile() override;

    std::string_view kind() const override { return "zc-simple"; }

protected:
    ZcSimpleLockFile(std::filesystem::path path, Manner manner);
};

/// zc.lockfile's LockFile: as ZcSimpleLockFile, and the holder writes a space, the content template and a line break,
/// for people to read. The text outlives the holder: only the kernel's lock counts.
/// Any text that is in the file is overwritten once the flock is acquired. Always kept, with LockFailed, is what can be
/// no lock: a file of more than 64 KiB, and one on which a program holds an fcntl lock.
class LOCKSCOPE_EXPORT ZcLockFile : public ZcSimpleLockFile
{
public:
    struct Options
    {
        /// By the rules of Python's str.format: `{pid}`, `{hostname}`, `{{` and `}}`. Another name in braces makes
        /// acquire() fail with InvalidOption before anything is touched.
        std::string contentTemplate = "{pid}";
        /// Not in the original: fail if the file begins with anything but a space, which is no text of such a lock.
        bool refuseForeignContent = false;
    };

    explicit ZcLockFile(std::filesystem::path path);
    ZcLockFile(std::filesystem::path path, Options options);
    ~ZcLockFile() override;

    std::string_view kind() const override { return "zc"; }

protected:
    Result<std::string> mark() const override;
    std::optional<Claim> readClaim() const override;

private:
    Options m_options;
};

} // namespace Lockscope
