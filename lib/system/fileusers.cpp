// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/fileusers.h>

#include "system/linktarget.h"
#include "system/mappings.h"
#include "system/mounts.h"
#include "system/openerindex.h"
#include "system/optionalcalls.h"
#include "system/processes.h"
#include "system/systemcalls.h"
#include "values/enumwords.h"

#include <lockscope/kernellock.h>
#include <lockscope/processfacts.h>

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace Lockscope {

namespace {

using How = FileUser::How;
using Use = FileUser::Use;

/// The file whose users are searched for.
struct Target
{
    std::optional<MountTable::Place> place; ///< absent if the path does not exist
    std::string shownPath;                  ///< as shown in /proc: absolute, without links

    bool isFile(const struct statx &status) const
    {
        return place && place->file == InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino};
    }
    bool isDeletedName(std::string_view name) const
    {
        return name.size() == shownPath.size() + DeletedMark.size() && name.starts_with(shownPath) &&
               name.ends_with(DeletedMark);
    }
};

class UserSearch
{
public:
    UserSearch(const ProcRoot &proc, Target target)
        : m_proc(proc)
        , m_target(std::move(target))
        , m_ownMounts(proc.namespaceInode("self/ns/mnt"))
    {}

    void visit(std::int64_t pid)
    {
        const auto process = std::to_string(pid);
        // In another mount namespace the same path is another file.
        const bool sharesPaths = m_proc.namespaceInode(process + "/ns/mnt") == m_ownMounts;
        const bool shown =
            eachOpenFile(m_proc, pid, [&](const DescriptorTable &table, int fd, const struct statx &status) {
                const bool isIt = m_target.isFile(status);
                if ((!isIt && (!sharesPaths || status.stx_nlink != 0)) || isKnown(pid, fd))
                    return;
                const auto opener = openerAt(m_proc, table, fd);
                const auto name = m_proc.readLink(table.directory() + "/fd/" + std::to_string(fd)).value_or("");
                if (opener && (isIt || m_target.isDeletedName(name)))
                    add(pid, {.how = How::Open,
                              .fd = fd,
                              .reads = opener->reads,
                              .writes = opener->writes,
                              .deleted = !isIt,
                              .lock = {},
                              .name = name});
            });
        if (!shown)
            m_unreadable.push_back(pid);
        visitMappings(pid, sharesPaths);
        visitLink(pid, "cwd", How::WorkingDirectory, sharesPaths);
        visitLink(pid, "root", How::Root, sharesPaths);
        visitLink(pid, "exe", How::Executable, sharesPaths);
    }

    void addLocks(const KernelLockTable &table)
    {
        for (const auto &lock : table.locks()) {
            const bool isIt = m_target.place && lock.inode == m_target.place->inode &&
                              (lock.file ? *lock.file == m_target.place->file : m_target.place->isUnambiguous());
            const bool isDeleted =
                lock.pathState == KernelLock::PathState::Deleted && lock.path.native() == m_target.shownPath;
            if (!isIt && !isDeleted)
                continue;
            for (const auto &holder : lock.holders)
                add(holder.pid, ofLock(How::Locked, holder.fd, lock, !isIt));
            for (const auto &waiter : lock.waiters)
                if (waiter.pid > 0)
                    add(waiter.pid, ofLock(How::Waiting, -1, lock, !isIt));
        }
    }

    FileUsers take(const HostIdentity &host)
    {
        FileUsers found;
        found.isThere = m_target.place.has_value();
        found.processesHidden = areProcessesHidden(m_proc);
        for (const auto pid : m_unreadable) {
            // Neither a kernel thread nor a process that has exited has a file open.
            auto facts = readProcess(m_proc, pid, host);
            if (facts && !facts->isKernelThread && !facts->isDeadZombie())
                found.unreadable.push_back(*std::move(facts));
        }
        for (auto &[pid, uses] : m_uses) {
            if (auto facts = readProcess(m_proc, pid, host))
                found.users.push_back({*std::move(facts), std::move(uses)});
        }
        return found;
    }

private:
    static Use ofLock(How how, int fd, const KernelLock &lock, bool deleted)
    {
        return {.how = how,
                .fd = fd,
                .reads = false,
                .writes = lock.mode == KernelLock::Mode::Write,
                .deleted = deleted,
                .lock = lock,
                .name = {}};
    }

    void visitMappings(std::int64_t pid, bool sharesPaths)
    {
        bool isMapped = false;
        eachMappedFile(m_proc, pid, [&](const InodeKey &inode, std::string_view name) {
            const bool isIt = m_target.place && m_target.place->isUnambiguous() && inode == m_target.place->inode;
            if ((!isIt && !(sharesPaths && m_target.isDeletedName(name))) || std::exchange(isMapped, true))
                return;
            add(pid, {.how = How::Mapped,
                      .fd = -1,
                      .reads = true,
                      .writes = false,
                      .deleted = !isIt,
                      .lock = {},
                      .name = std::string(name)});
        });
    }

    void visitLink(std::int64_t pid, const char *link, How how, bool sharesPaths)
    {
        const auto place = std::to_string(pid) + '/' + link;
        struct statx status = {};
        constexpr int Flags = AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
        if (statusOf(m_proc.fd(), place.c_str(), Flags, STATX_TYPE | STATX_INO | STATX_NLINK, &status) != 0)
            return;
        const auto name = m_proc.readLink(place).value_or("");
        const bool isIt = m_target.isFile(status);
        if (isIt || (sharesPaths && m_target.isDeletedName(name)))
            add(pid,
                {.how = how, .fd = -1, .reads = true, .writes = false, .deleted = !isIt, .lock = {}, .name = name});
    }

    /// unshare(2) copies the descriptor table: a thread also has the descriptors of its process.
    bool isKnown(std::int64_t pid, int fd) const
    {
        const auto known = m_uses.find(pid);
        return known != m_uses.end() && std::ranges::find(known->second, fd, &Use::fd) != known->second.end();
    }

    void add(std::int64_t pid, Use use) { m_uses[pid].push_back(std::move(use)); }

    const ProcRoot &m_proc;
    Target m_target;
    std::optional<std::uint64_t> m_ownMounts;
    std::map<std::int64_t, std::vector<Use>> m_uses;
    std::vector<std::int64_t> m_unreadable;
};

Result<Target> targetOf(const std::filesystem::path &path, const ProcRoot &proc)
{
    Target target;
    const FileDescriptor file(
        retryInterrupted([&] { return sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_CLOEXEC); }));
    if (!file && errno != ENOENT)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", path);
    if (file) {
        target.place = MountTable(proc).placeOf(file.get());
        if (!target.place)
            return Failure::fromErrno(LockErrc::ReadFailed, "fstat", path);
        target.shownPath = proc.readLink("thread-self/fd/" + std::to_string(file.get())).value_or("");
        return target;
    }
    std::error_code error;
    const auto directory = std::filesystem::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
    if (error && error != std::errc::no_such_file_or_directory) {
        errno = error.value();
        return Failure::fromErrno(LockErrc::ReadFailed, "realpath", path);
    }
    target.shownPath = error ? std::filesystem::absolute(path).lexically_normal() : directory / path.filename();
    return target;
}

} // namespace

std::string_view toWord(FileUser::How how)
{
    switch (how) {
    case How::Open:
        return "open";
    case How::Mapped:
        return "mapped";
    case How::WorkingDirectory:
        return "cwd";
    case How::Root:
        return "root";
    case How::Executable:
        return "exe";
    case How::Locked:
        return "locked";
    case How::Waiting:
        break;
    }
    return "waiting";
}

Result<FileUsers> FileUsers::of(const std::filesystem::path &path)
{
    if (auto answers = fileSystemAnswers(path); !answers)
        return answers.error();
    const ProcRoot proc;
    if (proc.fd() < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", proc.path());
    auto target = targetOf(path, proc);
    if (!target)
        return target.error();
    const auto table = KernelLockTable::read();
    UserSearch search(proc, std::move(*target));
    for (const auto pid : allProcesses(proc))
        search.visit(pid);
    if (table)
        search.addLocks(*table);
    return search.take(HostIdentity::read());
}

template <>
std::optional<FileUser::How> fromWord(std::string_view word)
{
    return valueOfWord<FileUser::How>(word);
}

} // namespace Lockscope
