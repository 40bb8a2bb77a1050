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

/// openlock's FileLock: a file with two lines, the holder's PID and the name of its program. A file whose process is
/// gone, or has another name, counts as unlocked, as does one that cannot be parsed, and is replaced by the next
/// process that acquires the lock. Always kept, with LockFailed, is what can be no lock: a file of more than 64 KiB,
/// one on which a program holds an fcntl lock, and anything but a regular file.
///
/// A file is only replaced by a process that checked it: two programs of this library never both succeed, even if one
/// of them takes longer than race_delay. The protocol of the Python peers rests on that delay alone.
///
/// A Python peer honours a holder only while `ps` shows, for that pid, its name and the word "python" in one line. A
/// program whose command line has no such word is taken for gone, and a peer that wants the lock replaces it:
/// isHeldByMe() is false from then on. Beside Python peers, start your program with an argument that has the word in
/// it, as lockscopectl does. Among programs of this library the word is not asked for.
///
/// The file says no host, so the lock is for one machine, and one pid namespace, alone.
class LOCKSCOPE_EXPORT OpenLock : public MarkerLockFile
{
public:
    /// openlock's parameters, under their names there.
    struct Parameters
    {
        /// After a file left behind was replaced, so long is waited until it is read again: who finds itself in it has
        /// the lock. A file that was not there before is taken at once.
        std::chrono::nanoseconds raceDelay = std::chrono::milliseconds(200); ///< race_delay, there in seconds
        int tries = 2; ///< how often a file is made in one attempt; below 1 acquire() fails, as InvalidLockFile there
        /// retry_period: the pause of a waiting peer. A wait of ours goes by events and takes this for the longest time
        /// after which it looks anyway.
        std::chrono::nanoseconds retryPeriod = std::chrono::milliseconds(300);
        /// slow_system_exception: if replacing took two thirds of race_delay or more, fail instead of only logging a
        /// warning.
        bool slowSystemException = false;
        /// Not in the original: fail if the file holds something else than the two lines of an owner, instead of
        /// replacing it.
        bool refuseForeignContent = false;
    };

    /// The file that the original takes where none is named.
    static constexpr const char *DefaultName = "openlock.lock";

    explicit OpenLock(std::filesystem::path path = DefaultName, Timeout timeout = {});
    OpenLock(std::filesystem::path path, Timeout timeout, const Parameters &parameters);
    ~OpenLock() override;

    std::string_view kind() const override { return "openlock"; }

    /// The parameters that new objects get. Safe in any thread.
    static Parameters defaults();
    /// Changes some, by their names in openlock: `race_delay` and `retry_period` in seconds, `tries`, and
    /// `slow_system_exception`, 0 or 1. InvalidOption for an unknown name or an impossible value; then nothing changes.
    static Result<void> setDefaults(const std::map<std::string, double> &values);

    /// The PID of the live holder, also if that is this object; absent if nobody holds the lock.
    Result<std::optional<std::int64_t>> getPid() const;

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    void cleanUp() override;
    Result<bool> queryLocked() const override;
    Reacquire reacquire() const override { return Reacquire::Waits; }
    std::optional<Claim> readClaim() const override;

private:
    bool counts(std::int64_t pid, const std::string &name) const;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
