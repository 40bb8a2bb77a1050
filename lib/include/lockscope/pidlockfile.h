// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace Lockscope {

/// The lock of pylockfile's PIDLockFile: a file at the given path itself (`.lock` is not appended), which contains the
/// PID of the holder and a line break, with mode 0644 less umask. The lock is held while the file exists. Unlike in the
/// original, acquire() without a timeout waits. acquire() fails at once if the existing file cannot be a PID file: a
/// directory, a device, a file of more than 64 KiB or one on which a program holds a kernel lock.
///
/// As in the original, the lock belongs to the process: isHeldByMe() is true for each of its objects for this path, and
/// release() works with each of them. acquire() with a second object is refused like any other.
class LOCKSCOPE_EXPORT PidLockFile : public MarkerLockFile
{
public:
    struct Options
    {
        Timeout timeout = {}; ///< the timeout of acquire() without one; absent: waits indefinitely
        /// Not in the original: fail at once if the file contains anything but a PID, instead of waiting until it is
        /// removed.
        bool refuseForeignContent = false;
    };

    explicit PidLockFile(std::filesystem::path path, Timeout timeout = {});
    PidLockFile(std::filesystem::path path, const Options &options);
    ~PidLockFile() override;

    std::string_view kind() const override { return "pid"; }

    /// The PID in the file, whichever process wrote it; absent if there is no file or no PID in it. ReadFailed if the
    /// file cannot be read.
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
