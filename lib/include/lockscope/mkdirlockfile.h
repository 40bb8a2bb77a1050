// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <filesystem>

namespace Lockscope {

/// The lock of pylockfile's MkdirLockFile: a directory with one empty file in it, whose name contains host, thread and
/// process. The lock is held while the directory exists. Works on every file system, because creating a directory is
/// always atomic.
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

/// The alternative name that pylockfile has for it.
using MkdirFileLock = MkdirLockFile;

} // namespace Lockscope
