// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/quarantinetree.h"

#include "system/directoryreader.h"
#include "system/optionalcalls.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <optional>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// Why the name cannot be removed, whatever the permissions of its directory are. `above` is that directory.
std::optional<Sentence::Detail> obstacle(const struct statx &status, const struct statx &above)
{
    // Kernels before 5.8 do not report the root of a mount: then only one of another file system is recognised.
    const bool isMount = (status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0
                             ? (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0
                             : std::pair(status.stx_dev_major, status.stx_dev_minor) !=
                                   std::pair(above.stx_dev_major, above.stx_dev_minor);
    if (isMount)
        return Sentence::Detail::IsMountPoint;
    if ((status.stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND)) != 0)
        return Sentence::Detail::IsImmutable;
    return {};
}

Result<std::vector<std::string>> namesIn(DirectoryReader &reader, const std::string &path)
{
    std::vector<std::string> names;
    errno = 0;
    while (const auto entry = reader.next())
        names.emplace_back(entry->name);
    if (errno != 0)
        return Failure::fromErrno(LockErrc::DeleteFailed, "getdents", path);
    return names;
}

Result<void> check(int directory, const std::string &name, const struct statx &above, const std::string &path)
{
    struct statx status = {};
    if (statusOf(directory, name.c_str(), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_BASIC_STATS, &status) != 0)
        return errno == ENOENT ? Result<void>() : Failure::fromErrno(LockErrc::DeleteFailed, "statx", path);
    if (const auto found = obstacle(status, above))
        return Failure::of(LockErrc::DeleteRefused, {}, {*found, path});
    if (!S_ISDIR(status.stx_mode))
        return {};
    auto reader = DirectoryReader::openBelow(directory, name);
    const auto names = reader ? namesIn(*reader, path) : reader.error();
    if (!names) {
        auto failure = names.error();
        failure.code = LockErrc::DeleteFailed;
        failure.path = path;
        return failure;
    }
    for (const auto &each : *names) {
        if (auto removable = check(reader->fd(), each, status, path + '/' + each); !removable)
            return removable;
    }
    return {};
}

} // namespace

QuarantineTree::QuarantineTree(int directory, std::string name)
    : m_directory(directory)
    , m_name(std::move(name))
{}

Result<void> QuarantineTree::checkRemovable() const
{
    struct statx above = {};
    if (statusOf(m_directory, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &above) != 0)
        return Failure::fromErrno(LockErrc::DeleteFailed, "statx", m_name);
    return check(m_directory, m_name, above, m_name);
}

Result<void> QuarantineTree::remove()
{
    return removeBelow(m_directory, m_name);
}

Result<void> QuarantineTree::removeBelow(int directory, const std::string &name)
{
    if (sys().unlinkat(directory, name.c_str(), 0) == 0) {
        m_hasRemoved = true;
        return {};
    }
    if (errno == ENOENT)
        return {};
    if (errno != EISDIR)
        return Failure::fromErrno(LockErrc::DeleteFailed, "unlinkat", name);
    {
        auto reader = DirectoryReader::openBelow(directory, name);
        const auto names = reader ? namesIn(*reader, name) : reader.error();
        if (!names)
            return names.error();
        for (const auto &each : *names) {
            if (auto removed = removeBelow(reader->fd(), each); !removed)
                return removed;
        }
    }
    if (sys().unlinkat(directory, name.c_str(), AT_REMOVEDIR) != 0)
        return Failure::fromErrno(LockErrc::DeleteFailed, "unlinkat", name);
    m_hasRemoved = true;
    return {};
}

} // namespace Lockscope
