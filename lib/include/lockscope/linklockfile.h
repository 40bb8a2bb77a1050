// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <memory>

namespace Lockscope {

/// The lock of pylockfile's LinkLockFile: a hard link to an empty file next to it, whose unique name contains host,
/// thread and process. The lock of `README` is held while `README.lock` exists, and belongs to this object while it is
/// the inode of the unique file.
///
/// Works over NFS too: a link that was created counts even if the reply was lost. Requires a file system with hard
/// links: on FAT and some FUSE file systems acquire() fails; use MkdirLockFile there.
class LOCKSCOPE_EXPORT LinkLockFile : public PyLockFile
{
public:
    explicit LinkLockFile(std::filesystem::path protectedPath, const Options &options = {});
    ~LinkLockFile() override;

    std::string_view kind() const override { return "link"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    void cleanUp() override;
    std::optional<Claim> readClaim() const override;

private:
    Result<bool> link() const;
    class Private;
    std::unique_ptr<Private> d;
};

/// The alternative name that pylockfile has for it.
using LinkFileLock = LinkLockFile;

/// Creates the lock that pylockfile's LockFile is on Unix: the link kind.
LOCKSCOPE_EXPORT std::unique_ptr<LockFile> defaultLock(std::filesystem::path protectedPath);

} // namespace Lockscope
