// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/openerindex.h"
#include "system/optionalcalls.h"

#include "system/mappings.h"
#include "system/processes.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <string>
#include <tuple>

#include <unistd.h>

namespace Lockscope {

namespace {

bool eachOpenFileIn(const ProcRoot &proc, const DescriptorTable &table,
                    const std::function<void(const DescriptorTable &, int, const struct statx &)> &callback)
{
    const auto place = table.directory() + "/fd";
    FileDescriptor directory(sys().openat(proc.fd(), place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const auto isHidden = [] { return errno == EACCES || errno == EPERM; };
    if (!directory)
        return !isHidden();
    const int directoryFd = directory.get();
    bool shown = true;
    eachNumberIn(std::move(directory), [&](std::int64_t number) {
        struct statx status = {};
        constexpr int Flags = AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC;
        if (statusOf(directoryFd, std::to_string(number).c_str(), Flags, STATX_TYPE | STATX_INO | STATX_NLINK,
                     &status) == 0)
            callback(table, static_cast<int>(number), status);
        else if (isHidden())
            shown = false;
    });
    return shown;
}

} // namespace

bool eachOpenFile(const ProcRoot &proc, std::int64_t pid,
                  const std::function<void(const DescriptorTable &, int, const struct statx &)> &callback)
{
    bool shown = true;
    for (const auto &table : descriptorTables(proc, pid))
        shown = eachOpenFileIn(proc, table, callback) && shown;
    return shown;
}

std::optional<FileOpener> openerAt(const ProcRoot &proc, const DescriptorTable &table, int fd)
{
    const auto place = table.directory() + "/fd/" + std::to_string(fd);
    struct stat link = {};
    // The permissions of the link are the access mode; those of an O_PATH descriptor are empty.
    if (sys().fstatat(proc.fd(), place.c_str(), &link, AT_SYMLINK_NOFOLLOW) != 0 ||
        (link.st_mode & (S_IRUSR | S_IWUSR)) == 0)
        return {};
    return FileOpener{table.pid, fd, (link.st_mode & S_IRUSR) != 0, (link.st_mode & S_IWUSR) != 0, table.thread};
}

OpenerIndex::OpenerIndex(const ProcRoot &proc)
    : m_proc(proc)
{
    const std::int64_t own = ::getpid();
    for (const auto pid : allProcesses(proc)) {
        if (pid == own)
            continue;
        m_processes.push_back(pid);
        const bool shown =
            eachOpenFile(proc, pid, [&](const DescriptorTable &table, int fd, const struct statx &status) {
                if (S_ISREG(status.stx_mode))
                    m_places.emplace(InodeKey{status.stx_dev_major, status.stx_dev_minor, status.stx_ino},
                                     Place{table, fd});
            });
        m_complete = m_complete && shown;
    }
}

std::vector<FileOpener> OpenerIndex::of(const InodeKey &file) const
{
    std::vector<FileOpener> openers;
    const auto [begin, end] = m_places.equal_range(file);
    for (auto place = begin; place != end; ++place) {
        if (auto opener = openerAt(m_proc, place->second.table, place->second.fd))
            openers.push_back(*opener);
    }
    // Writers first, then by PID.
    std::ranges::sort(openers, {}, [](const FileOpener &opener) {
        return std::tuple(!opener.writes, opener.pid, opener.fd, opener.thread);
    });
    // unshare(2) copies the table: the thread also has the descriptors of the process.
    const auto copies = std::ranges::unique(
        openers, {}, [](const FileOpener &opener) { return std::tuple(!opener.writes, opener.pid, opener.fd); });
    openers.erase(copies.begin(), copies.end());
    return openers;
}

std::vector<FileOpener> OpenerIndex::mappersOf(const InodeKey &inode) const
{
    std::call_once(m_mappingsRead, [this] { readMappings(); });
    std::vector<FileOpener> mappers;
    const auto [begin, end] = m_mappers.equal_range(inode);
    for (auto mapper = begin; mapper != end; ++mapper) {
        if (std::ranges::find(mappers, mapper->second, &FileOpener::pid) == mappers.end())
            mappers.push_back({.pid = mapper->second});
    }
    std::ranges::sort(mappers, {}, &FileOpener::pid);
    return mappers;
}

void OpenerIndex::readMappings() const
{
    for (const auto pid : m_processes)
        eachMappedFile(m_proc, pid, [&](const InodeKey &inode, std::string_view) { m_mappers.emplace(inode, pid); });
}

} // namespace Lockscope
