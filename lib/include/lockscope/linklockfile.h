// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <memory>

namespace Lockscope {

/// pylockfile's LinkLockFile: the lock is a hard link to an empty file of a unique name beside it, which names host,
/// thread and process. It is held while `README.lock` exists; it is ours while that is the unique file's inode.
///
/// Works over NFS too, where a link that was made counts even if the answer was lost. It needs a file system with hard
/// links: on FAT and some FUSE file systems acquire() fails; take MkdirLockFile there.
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

/// pylockfile's own other name for it.
using LinkFileLock = LinkLockFile;

/// What pylockfile's LockFile is on Unix: the link kind.
LOCKSCOPE_EXPORT std::unique_ptr<LockFile> defaultLock(std::filesystem::path protectedPath);

} // namespace Lockscope
