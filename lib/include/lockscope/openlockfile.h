// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace Lockscope {

/// The lock of openlock's FileLock: a file with two lines, the PID of the holder and the name of its program. A file
/// counts as unlocked if it cannot be parsed, or if its process has exited or has another name; the next process that
/// acquires the lock replaces it. acquire() does not replace files that cannot be such a lock, and returns LockFailed
/// for them: anything but a regular file, a file of more than 64 KiB, and a file on which a program holds an fcntl
/// lock.
///
/// Two programs that use this library never both acquire the lock, even if one of them is slower than race_delay,
/// because only the process that checked a stale file replaces it. Python peers rely on race_delay alone: a peer that
/// takes longer to replace a stale file displaces the lock of any process. So does a peer of openlock 1.2 that replaces
/// a file right after another process created it without the delay.
///
/// A Python peer considers a holder running only if `ps` prints its name and the word "python" in one line for its PID.
/// If the command line does not contain the word, a peer that wants the lock treats it as stale and replaces it:
/// isHeldByMe() is false from then on. If there are Python peers, start your program with an argument that contains the
/// word, as lockscopectl does. Programs that use this library do not need this to exclude each other.
///
/// The file does not record a host, so the lock works only within one machine and one PID namespace.
class LOCKSCOPE_EXPORT OpenlockFile : public MarkerLockFile
{
public:
    /// The parameters of openlock, with the names they have there.
    struct Parameters
    {
        /// race_delay, in openlock in seconds: after replacing a stale file, wait this long and read the file again;
        /// the process that it names owns the lock. If no file existed, the lock is acquired at once.
        std::chrono::nanoseconds raceDelay = std::chrono::milliseconds(200);
        int tries = 2; ///< how many times an attempt tries to create the file; at least 1, otherwise acquire() fails
        /// retry_period: the interval at which a waiting peer retries. This library waits for events, and retries after
        /// this time at the latest.
        std::chrono::nanoseconds retryPeriod = std::chrono::milliseconds(300);
        /// slow_system_exception: fail if replacing the file took two thirds of race_delay or more, instead of logging
        /// a warning.
        bool slowSystemException = false;
        /// Not in the original: fail if the file contains anything but the two lines of an owner, instead of replacing
        /// it.
        bool refuseForeignContent = false;
    };

    /// The path that the original uses if none is given.
    static constexpr const char *DefaultName = "openlock.lock";

    explicit OpenlockFile(PathArgument path = DefaultName, Timeout timeout = {});
    OpenlockFile(PathArgument path, Timeout timeout, const Parameters &parameters);
    ~OpenlockFile() override;

    std::string_view kind() const override { return "openlock"; }

    /// The default parameters of new objects. Thread-safe.
    static Parameters defaults();
    /// Changes defaults by their names in openlock: `race_delay` and `retry_period` in seconds, `tries`, and
    /// `slow_system_exception`, 0 or 1. Returns InvalidOption for an unknown name or an invalid value, and changes
    /// nothing then. Thread-safe.
    static Result<void> setDefaults(const std::map<std::string, double> &values);

    /// The PID of the running holder, which may be this object; absent if the lock is not held.
    Result<std::optional<std::int64_t>> readPid() const;

protected:
    Result<bool> make() override;
    Result<bool> queryLocked() const override;
    Reacquire reacquire() const override { return Reacquire::Waits; }
    std::optional<Claim> readClaim() const override;

private:
    bool counts(std::int64_t pid, const std::string &name) const;
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
