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

/// Identifies this host, to compare it with the host that a lock records. No single field is an identity: host names
/// change, and machine IDs repeat in containers.
struct LOCKSCOPE_EXPORT HostIdentity
{
    Q_GADGET

public:
    std::string hostname;             ///< gethostname()
    std::string machineId;            ///< /etc/machine-id; empty if there is none
    std::string bootId;               ///< /proc/sys/kernel/random/boot_id
    std::optional<WallTime> bootTime; ///< by the current wall clock: changes when the clock is set
    std::uint64_t pidNamespace = 0;   ///< inode of the PID namespace of this process
    std::int64_t pidMax = 0;          ///< /proc/sys/kernel/pid_max: one more than the largest PID; 0 if unknown

    /// The difference between bootTime and the birth time of inodes that the kernel created while booting (see
    /// bootinodes.h). Absent if no such inode has a birth time. A large difference means that the wall clock was set
    /// since boot, or that the machine was restored from a snapshot: wall-clock times from before that cannot be
    /// compared with the start of a process.
    std::optional<std::chrono::nanoseconds> clockDeviation;

    /// True in the initial PID namespace, in which every process and every kernel lock of the machine is visible.
    bool seesAllProcesses() const;

    /// Reads the identity of this host. The root directories are parameters so that recorded trees can be read.
    /// Accesses the file system. Never fails: a field that cannot be read stays empty.
    static HostIdentity read(const std::filesystem::path &procRoot = "/proc",
                             const std::filesystem::path &etcRoot = "/etc");

    /// The file in which the user lists further names of this host, as locks record them: one name per line, `#` starts
    /// a comment. It is `hostnames` in $XDG_CONFIG_HOME/lockscope or ~/.config/lockscope; empty if the user has no home
    /// directory. Every inspection uses it if it belongs to the user who runs the program, or to root. Listing the name
    /// of another host makes held locks of that host appear stale.
    static std::filesystem::path namesFile();
};

} // namespace Lockscope
