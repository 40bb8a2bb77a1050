// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/kernellock.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Parsers for the text files of /proc: bytes in, values out, no I/O. They accept any bytes without harm; what does not
// parse is absent. Source of the formats: proc(5) and the kernel's fs/proc, fs/locks.c, fs/proc_namespace.c.
namespace Lockscope::ProcParse {

/// The number that the whole text is; absent for anything else, also for what does not fit.
template <typename Number>
std::optional<Number> number(std::string_view text, int base = 10)
{
    Number value = {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

struct Stat
{
    std::int64_t pid = 0;
    std::string name; ///< may contain blanks and brackets
    char state = '?';
    std::int64_t ppid = 0;
    int threads = 0;
    std::uint64_t startTicks = 0;
    std::uint64_t flags = 0; ///< PF_... of the kernel's include/linux/sched.h

    bool isKernelThread() const;
};
std::optional<Stat> stat(std::string_view text);

struct Status
{
    std::int64_t uid = -1;                   ///< real
    std::int64_t threadGroup = 0;            ///< Tgid: the pid of the process
    std::vector<std::int64_t> namespacePids; ///< NSpid
};
Status status(std::string_view text);

std::vector<std::string> commandLine(std::string_view bytes);

/// The container id in a cgroup file: 64 hex digits as docker, podman, containerd and cri-o write them, or the names of
/// lxc and systemd-nspawn; empty on the host.
std::string containerId(std::string_view cgroup);

/// One line of /proc/locks, or of `lock:` in fdinfo. A breaker of a lease, which waits, has no inode of its own.
struct LockLine
{
    std::uint64_t id = 0;
    bool waiting = false; ///< a `->` line: blocked by the lock with the same id
    KernelLock::Type type = KernelLock::Type::Flock;
    KernelLock::Mode mode = KernelLock::Mode::Write;
    std::int64_t pid = 0;
    InodeKey inode;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end;
};
std::optional<LockLine> lockLine(std::string_view line);
/// All lines that parse.
std::vector<LockLine> locks(std::string_view text);

struct FdInfo
{
    std::optional<std::uint64_t> inode; ///< since Linux 5.14
    std::optional<int> mountId;
    int flags = 0; ///< of open(2)
    std::vector<LockLine> locks;
};
FdInfo fdInfo(std::string_view text);

/// What one thread is blocked in, from its `syscall` file; absent where it runs.
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
    std::string mountPoint; ///< octal escapes undone
    std::string type;
    std::string source;
    std::string options;      ///< of the mount
    std::string superOptions; ///< of the file system
};
std::vector<Mount> mountInfo(std::string_view text);
/// The directories that an overlay is made of, as its mount call named them: `lowerdir`, `lowerdir+`, `datadir+` and
/// `upperdir`. They may be relative to a directory that is not told.
std::vector<std::string> overlayLayers(const Mount &overlay);

/// `btime` of /proc/stat: seconds since the epoch.
std::optional<std::int64_t> bootSeconds(std::string_view procStat);

} // namespace Lockscope::ProcParse
