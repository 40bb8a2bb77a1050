// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/pylockfile.h>

#include <string>

namespace Lockscope {

/// pylockfile's SymlinkLockFile: the lock is a symbolic link to a unique name that does not exist, which names host,
/// thread and process. It is held while the link is there. The quickest of the marks.
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
