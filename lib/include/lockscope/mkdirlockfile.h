// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <filesystem>

namespace Lockscope {

/// pylockfile's MkdirLockFile: the lock is a folder with one empty file in it, whose name tells host, thread and
/// process. It is held while the folder is there. Works on every file system, for making a folder is atomic everywhere.
class LOCKSCOPE_EXPORT MkdirLockFile : public PyLockFile
{
public:
    explicit MkdirLockFile(std::filesystem::path protectedPath, const Options &options = {});
    ~MkdirLockFile() override;

    std::string_view kind() const override { return "mkdir"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    void cleanUp() override;
    std::optional<Claim> readClaim() const override;
};

/// pylockfile's own other name for it.
using MkdirFileLock = MkdirLockFile;

} // namespace Lockscope
