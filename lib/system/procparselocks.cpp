// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"
#include "system/textfields.h"

#include <charconv>

namespace Lockscope::ProcParse {

namespace {

std::optional<KernelLock::Type> lockType(std::string_view word)
{
    if (word == "FLOCK")
        return KernelLock::Type::Flock;
    if (word == "POSIX")
        return KernelLock::Type::Posix;
    if (word == "OFDLCK")
        return KernelLock::Type::Ofd;
    if (word == "LEASE" || word == "DELEG")
        return KernelLock::Type::Lease;
    return {};
}

/// UNLCK is a lease that a breaker asked to release completely, but that still exists; RW is from kernels before 5.16.
std::optional<KernelLock::Mode> lockMode(std::string_view word)
{
    if (word == "WRITE" || word == "RW")
        return KernelLock::Mode::Write;
    if (word == "READ" || word == "UNLCK")
        return KernelLock::Mode::Read;
    return {};
}

} // namespace

std::optional<InodeKey> inodeKey(std::string_view text)
{
    const auto first = text.find(':');
    const auto second = text.find(':', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return {};
    const auto major = number<std::uint32_t>(text.substr(0, first), 16);
    const auto minor = number<std::uint32_t>(text.substr(first + 1, second - first - 1), 16);
    const auto inode = number<std::uint64_t>(text.substr(second + 1));
    if (!major || !minor || !inode)
        return {};
    return InodeKey{*major, *minor, *inode};
}

// lock_get_status() in fs/locks.c writes: id: [->] type how mode pid inode start end
std::optional<LockLine> lockLine(std::string_view line)
{
    LockLine lock;
    Fields fields(line);
    auto id = fields.next();
    if (!id.ends_with(':'))
        return {};
    id.remove_suffix(1);
    const auto idNumber = number<std::uint64_t>(id);
    auto word = fields.next();
    lock.waiting = word == "->";
    if (lock.waiting)
        word = fields.next();
    const auto type = lockType(word);
    fields.skip(1); // ADVISORY, MANDATORY, ACTIVE, BREAKING, BREAKER, *NOINODE*
    const auto mode = lockMode(fields.next());
    const auto pid = number<std::int64_t>(fields.next());
    const auto place = fields.next();
    const auto inode = lock.waiting && place == "<none>:0" ? InodeKey() : inodeKey(place);
    const auto start = number<std::uint64_t>(fields.next());
    const auto last = fields.next();
    if (!idNumber || !type || !mode || !pid || !inode || !start)
        return {};
    if (last != "EOF") {
        lock.end = number<std::uint64_t>(last);
        if (!lock.end)
            return {};
    }
    lock.id = *idNumber;
    lock.type = *type;
    lock.mode = *mode;
    lock.pid = *pid;
    lock.inode = *inode;
    lock.start = *start;
    return lock;
}

std::vector<LockLine> locks(std::string_view text)
{
    std::vector<LockLine> all;
    eachLine(text, [&all](std::string_view line) {
        if (auto lock = lockLine(line))
            all.push_back(*lock);
    });
    return all;
}

FdInfo fdInfo(std::string_view text)
{
    FdInfo info;
    eachLine(text, [&info](std::string_view line) {
        if (const auto inode = valueOf(line, "ino:"); !inode.empty()) {
            info.inode = number<std::uint64_t>(Fields(inode).next());
        } else if (const auto mount = valueOf(line, "mnt_id:"); !mount.empty()) {
            info.mountId = number<int>(Fields(mount).next());
        } else if (const auto flags = valueOf(line, "flags:"); !flags.empty()) {
            const auto octal = Fields(flags).next();
            std::from_chars(octal.data(), octal.data() + octal.size(), info.flags, 8);
        } else if (const auto written = valueOf(line, "lock:"); !written.empty()) {
            if (auto lock = lockLine(written))
                info.locks.push_back(*lock);
        }
    });
    return info;
}

} // namespace Lockscope::ProcParse
