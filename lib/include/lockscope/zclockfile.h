// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellockfile.h>

#include <string>

namespace Lockscope {

/// zc.lockfile's SimpleLockFile (2.0 and later): a flock on a file that keeps its content and stays behind. Excludes
/// flock(1), py-filelock and everything else that takes a flock on the file.
class LOCKSCOPE_EXPORT ZcSimpleLockFile : public KernelLockFile
{
public:
    explicit ZcSimpleLockFile(std::filesystem::path path);
    ~ZcSimpleLockFile() override;

    std::string_view kind() const override { return "zc-simple"; }
};

/// zc.lockfile's LockFile: as ZcSimpleLockFile, and the holder writes a space, the content template and a line break,
/// for people to read. The text outlives the holder: only the kernel's lock counts.
/// A file that begins with anything but a space holds no such text: it is left as it is, and acquire() fails with
/// LockFailed instead of writing over it.
class LOCKSCOPE_EXPORT ZcLockFile : public ZcSimpleLockFile
{
public:
    struct Options
    {
        /// By the rules of Python's str.format: `{pid}`, `{hostname}`, `{{` and `}}`. Another name in braces makes
        /// acquire() fail with InvalidOption before anything is touched.
        std::string contentTemplate = "{pid}";
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
