// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Parsers for the text files of /proc: they convert bytes to values and do no I/O. They accept any input; fields that
// cannot be parsed are absent. Formats: proc(5) and the kernel's fs/proc, fs/locks.c, fs/proc_namespace.c.
namespace Lockscope::ProcParse {

/// Parses the whole text as a number; absent if it is not a number or does not fit.
template <typename Number>
std::optional<Number> number(std::string_view text, int base = 10)
{
    Number value = {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

/// A zombie, or dead: the thread has exited. If it is a main thread, other threads of its process may still run.
constexpr bool hasExited(char state)
{
    return state == 'Z' || state == 'X';
}

struct Stat
{
    std::int64_t pid = 0;
    std::string name; ///< may contain spaces and parentheses
    char state = '?';
    std::int64_t ppid = 0;
    int threads = 0;
    std::uint64_t startTicks = 0;
    std::uint64_t flags = 0; ///< PF_... of the kernel's include/linux/sched.h

    bool isKernelThread() const;
};
/// Exported for Lockscope::Etcd.
LOCKSCOPE_EXPORT std::optional<Stat> stat(std::string_view text);

struct Status
{
    std::int64_t uid = -1;                   ///< real
    std::int64_t threadGroup = 0;            ///< Tgid: the PID of the process
    char state = '?';                        ///< of the main thread
    int threads = 0;                         ///< with the main thread, even if it is a zombie
    std::vector<std::int64_t> namespacePids; ///< NSpid

    /// No thread of the process is left.
    bool hasProcessExited() const { return hasExited(state) && threads <= 1; }
};
Status status(std::string_view text);

std::vector<std::string> commandLine(std::string_view bytes);

/// The container ID in a cgroup file: 64 hexadecimal digits as written by docker, podman, containerd and cri-o, or the
/// names of lxc and systemd-nspawn; empty on the host.
std::string containerId(std::string_view cgroup);

/// `fe:01:1234`: major and minor device number in hexadecimal, and the inode number.
std::optional<InodeKey> inodeKey(std::string_view text);

/// A line of /proc/locks, or a `lock:` line of fdinfo. A waiting breaker of a lease has no inode of its own.
struct LockLine
{
    std::uint64_t id = 0;
    bool waiting = false; ///< a `->` line: blocked by the lock with the same ID
    KernelLock::Type type = KernelLock::Type::Flock;
    KernelLock::Mode mode = KernelLock::Mode::Write;
    std::int64_t pid = 0;
    InodeKey inode;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end;
};
std::optional<LockLine> lockLine(std::string_view line);
/// All lines that can be parsed.
std::vector<LockLine> locks(std::string_view text);

struct FdInfo
{
    std::optional<std::uint64_t> inode; ///< since Linux 5.14
    std::optional<int> mountId;
    int flags = 0; ///< of open(2)
    std::vector<LockLine> locks;
};
FdInfo fdInfo(std::string_view text);

/// The system call in which a thread is blocked, from its `syscall` file; absent if it is running.
struct BlockedCall
{
    long number = -1;
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};
std::optional<BlockedCall> blockedCall(std::string_view text);

struct Mount
{
    int id = 0;
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::string root;
    std::string mountPoint; ///< octal escapes decoded
    std::string type;
    std::string source;
    std::string options;      ///< of the mount
    std::string superOptions; ///< of the file system
};
std::vector<Mount> mountInfo(std::string_view text);
/// The layer directories of an overlay as passed to mount: `lowerdir`, `lowerdir+`, `datadir+` and `upperdir`. They may
/// be relative to a directory that mountinfo does not show.
std::vector<std::string> overlayLayers(const Mount &overlay);

/// `btime` of /proc/stat: seconds since the epoch.
std::optional<std::int64_t> bootSeconds(std::string_view procStat);

} // namespace Lockscope::ProcParse
