// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace Lockscope {

/// pylockfile's PIDLockFile: the lock is the given path itself (no `.lock` is added), a file with the holder's pid and
/// a line break, mode 0644 less umask. It is held while the file is there. Unlike the original's, acquire() without a
/// timeout waits.
class LOCKSCOPE_EXPORT PidLockFile : public MarkerLockFile
{
public:
    explicit PidLockFile(std::filesystem::path path, Timeout timeout = {});
    ~PidLockFile() override;

    std::string_view kind() const override { return "pid"; }

    /// The pid in the file, whoever wrote it; absent where there is no file or no pid in it. ReadFailed where the file
    /// cannot be read.
    Result<std::optional<std::int64_t>> readPid() const;

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    void cleanUp(bool isMarkGone) override;
    std::optional<Claim> readClaim() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
