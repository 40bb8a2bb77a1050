// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace Lockscope {

/// Who this host is, field by field: none of them alone is an identity (host names change, machine ids repeat in
/// containers).
struct LOCKSCOPE_EXPORT HostIdentity
{
    Q_GADGET

public:
    std::string hostname;             ///< gethostname()
    std::string machineId;            ///< /etc/machine-id; empty where there is none
    std::string bootId;               ///< /proc/sys/kernel/random/boot_id
    std::optional<WallTime> bootTime; ///< on the wall clock as it runs now: moves when the clock is stepped
    std::uint64_t pidNamespace = 0;   ///< inode of our own pid namespace
    std::int64_t pidMax = 0;          ///< no pid is larger; 0 where unknown

    /// How far bootTime is from the birth of inodes that the kernel made while booting (see bootinodes.h). Absent
    /// where no such inode tells its birth. A large distance means that the wall clock was stepped since boot, or that
    /// the machine was restored from a snapshot: then a wall-clock time from before cannot be compared with a process's
    /// start.
    std::optional<std::chrono::nanoseconds> clockDeviation;

    /// True in the first pid namespace, from which every process and every kernel lock of the machine is seen.
    bool seesAllProcesses() const;

    /// Reads them. The roots are parameters so that recorded trees can be read. Does file system calls; never fails:
    /// what cannot be read stays empty.
    static HostIdentity read(const std::filesystem::path &procRoot = "/proc",
                             const std::filesystem::path &etcRoot = "/etc");

    /// The file in which this user says by which other names locks call this host, one a line, `#` begins a comment:
    /// `hostnames` in $XDG_CONFIG_HOME/lockscope or ~/.config/lockscope. Every look honours it, where it belongs to the
    /// user who runs the program, or to root. Empty where the user has no home. A name that is another host's makes
    /// locks of that host look left behind: only a person can know.
    static std::filesystem::path namesFile();
};

} // namespace Lockscope
