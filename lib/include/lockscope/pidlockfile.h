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
/// timeout waits. It fails at once if what stands there can be no PID file: a directory, a device, a file of more than
/// 64 KiB or one on which a program holds a kernel lock.
///
/// As there, the lock belongs to the process: isHeldByMe() is true for, and release() works by, each of its objects for
/// this path. acquire() by a second one is refused like any other.
class LOCKSCOPE_EXPORT PidLockFile : public MarkerLockFile
{
public:
    struct Options
    {
        Timeout timeout = {}; ///< what acquire() without one takes; absent: waits indefinitely
        /// Not in the original: fail at once if the file holds something else than a PID, instead of waiting until it
        /// is removed.
        bool refuseForeignContent = false;
    };

    explicit PidLockFile(std::filesystem::path path, Timeout timeout = {});
    PidLockFile(std::filesystem::path path, const Options &options);
    ~PidLockFile() override;

    std::string_view kind() const override { return "pid"; }

    /// The pid in the file, whoever wrote it; absent where there is no file or no pid in it. ReadFailed where the file
    /// cannot be read.
    Result<std::optional<std::int64_t>> readPid() const;

protected:
    Result<bool> make() override;
    bool tellsForeignLocks() const override { return true; }
    Holder holder() const override { return Holder::Process; }
    Reacquire reacquire() const override { return Reacquire::Waits; }
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    void cleanUp() override;
    std::optional<Claim> readClaim() const override;

private:
    Result<bool> isTakenByPid() const;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
