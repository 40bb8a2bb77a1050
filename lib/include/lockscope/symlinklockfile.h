// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <string>

namespace Lockscope {

/// The lock of pylockfile's SymlinkLockFile: a symbolic link to a unique name that does not exist, which contains host,
/// thread and process. The lock is held while the link exists. The fastest of the marker kinds.
class LOCKSCOPE_EXPORT SymlinkLockFile : public PyLockFile
{
public:
    explicit SymlinkLockFile(std::filesystem::path protectedPath, const Options &options = {});
    ~SymlinkLockFile() override;

    std::string_view kind() const override { return "symlink"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    std::optional<Claim> readClaim() const override;

private:
    Result<std::string> readTarget(LockErrc code) const;
};

} // namespace Lockscope
