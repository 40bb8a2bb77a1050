// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/inodestate.h"

#include "system/directoryreader.h"
#include "system/systemcalls.h"
#include "values/jsonbytes.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

/// A directory with more entries is not a lock.
constexpr std::size_t MostEntries = 256;

std::int64_t nanoseconds(const struct statx_timestamp &time)
{
    constexpr std::int64_t PerSecond = 1'000'000'000;
    return time.tv_sec * PerSecond + time.tv_nsec;
}

std::int64_t nanoseconds(const struct timespec &time)
{
    return nanoseconds(statx_timestamp{time.tv_sec, static_cast<std::uint32_t>(time.tv_nsec), {}});
}

std::string digestOf(const std::string &content)
{
    return QCryptographicHash::hash(QByteArrayView(content.data(), static_cast<qsizetype>(content.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

Failure failureOf(const ProbeError &error, const std::string &name)
{
    auto failure = Failure::of(LockErrc::ReadFailed, name, error.message);
    failure.call = error.call;
    return failure;
}

/// Not more than the limit and one.
Result<std::vector<EntryState>> entriesOf(int directory, const std::string &name)
{
    auto reader = DirectoryReader::openBelow(directory, name);
    if (!reader)
        return reader.error();
    std::vector<EntryState> entries;
    while (const auto entry = entries.size() <= MostEntries ? reader->next() : std::nullopt) {
        struct stat status = {};
        const bool isRead = sys().fstatat(reader->fd(), entry->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
        entries.push_back({entry->name, entry->inode, isRead ? nanoseconds(status.st_ctim) : 0});
    }
    std::ranges::sort(entries, {}, &EntryState::name);
    return entries;
}

/// 64-bit numbers do not fit into the numbers of JSON.
QString number(std::uint64_t value)
{
    return QString::number(value);
}

template <typename Number>
Number numberOf(const QJsonObject &json, const char *key, bool &isWhole)
{
    bool isNumber = false;
    const auto text = json[QLatin1String(key)].toString();
    const auto value = std::is_signed_v<Number> ? static_cast<Number>(text.toLongLong(&isNumber))
                                                : static_cast<Number>(text.toULongLong(&isNumber));
    isWhole = isWhole && isNumber;
    return value;
}

/// Without its state.
std::pair<std::string_view, std::uint64_t> identity(const EntryState &entry)
{
    return {entry.name, entry.inode};
}

bool hasSameEntries(const InodeState &left, const InodeState &right)
{
    return std::ranges::equal(left.entries, right.entries, [](const EntryState &one, const EntryState &other) {
        return identity(one) == identity(other) &&
               (one.changed == other.changed || one.changed == 0 || other.changed == 0);
    });
}

bool isSameDevice(std::uint64_t left, std::uint64_t right)
{
    return left == right || left == 0 || right == 0;
}

} // namespace

bool InodeState::isDirectory() const
{
    return S_ISDIR(mode);
}

bool InodeState::isSameInode(const InodeState &other) const
{
    return isSameDevice(device, other.device) && inode == other.inode && (mode & S_IFMT) == (other.mode & S_IFMT) &&
           born == other.born;
}

bool InodeState::isSameBut(const InodeState &other) const
{
    auto before = other;
    before.changed = changed;
    if (isSameDevice(device, other.device))
        before.device = device;
    before.entries.clear();
    auto now = *this;
    now.entries.clear();
    return now == before && hasSameEntries(*this, other);
}

bool InodeState::hasSameContent(const InodeState &other) const
{
    return size == other.size && modified == other.modified && content == other.content &&
           linkTarget == other.linkTarget && hasMoreEntries == other.hasMoreEntries && hasSameEntries(*this, other);
}

bool InodeState::hasNoEntryBut(const InodeState &other) const
{
    return !hasMoreEntries && std::ranges::includes(other.entries, entries, {}, identity, identity);
}

Result<InodeState> InodeState::of(int directory, const std::string &name, const Probe &probed)
{
    if (probed.absent) {
        errno = ENOENT;
        return Failure::fromErrno(LockErrc::ReadFailed, "openat", name);
    }
    if (probed.error && probed.type == LockReport::InodeType::None)
        return failureOf(*probed.error, name);
    const auto &status = probed.status;
    InodeState state;
    state.device = makedev(status.stx_dev_major, status.stx_dev_minor);
    state.inode = status.stx_ino;
    state.mode = status.stx_mode;
    state.uid = status.stx_uid;
    state.gid = status.stx_gid;
    state.links = status.stx_nlink;
    state.size = status.stx_size;
    state.modified = nanoseconds(status.stx_mtime);
    state.changed = nanoseconds(status.stx_ctime);
    state.born = (status.stx_mask & STATX_BTIME) != 0 ? nanoseconds(status.stx_btime) : 0;
    state.linkTarget = probed.linkTarget;
    if (probed.contentState == Probe::Content::Read)
        state.content = digestOf(probed.content);
    if (probed.type == LockReport::InodeType::Directory) {
        auto entries = entriesOf(directory, name);
        if (!entries)
            return entries.error();
        state.hasMoreEntries = entries->size() > MostEntries;
        if (!state.hasMoreEntries)
            state.entries = std::move(*entries);
    }
    return state;
}

Result<InodeState> InodeState::at(int directory, const std::string &name, const HostSnapshot &machine)
{
    return of(directory, name,
              probe({.directory = directory, .name = name.c_str(), .directoryPlace = nullptr, .oldest = {}}, machine));
}

QJsonObject InodeState::toJson() const
{
    QJsonArray entryList;
    for (const auto &entry : entries)
        entryList.append(QJsonArray{jsonBytes(entry.name), number(entry.inode), QString::number(entry.changed)});
    return {{QStringLiteral("device"), number(device)},
            {QStringLiteral("inode"), number(inode)},
            {QStringLiteral("mode"), number(mode)},
            {QStringLiteral("uid"), number(uid)},
            {QStringLiteral("gid"), number(gid)},
            {QStringLiteral("links"), number(links)},
            {QStringLiteral("size"), number(size)},
            {QStringLiteral("modified"), QString::number(modified)},
            {QStringLiteral("changed"), QString::number(changed)},
            {QStringLiteral("born"), QString::number(born)},
            {QStringLiteral("content"), QString::fromStdString(content)},
            {QStringLiteral("linkTarget"), jsonBytes(linkTarget)},
            {QStringLiteral("entries"), entryList}};
}

std::optional<InodeState> InodeState::fromJson(const QJsonObject &json)
{
    bool isWhole = true;
    InodeState state;
    state.device = numberOf<std::uint64_t>(json, "device", isWhole);
    state.inode = numberOf<std::uint64_t>(json, "inode", isWhole);
    state.mode = numberOf<std::uint32_t>(json, "mode", isWhole);
    state.uid = numberOf<std::uint32_t>(json, "uid", isWhole);
    state.gid = numberOf<std::uint32_t>(json, "gid", isWhole);
    state.links = numberOf<std::uint32_t>(json, "links", isWhole);
    state.size = numberOf<std::uint64_t>(json, "size", isWhole);
    state.modified = numberOf<std::int64_t>(json, "modified", isWhole);
    state.changed = numberOf<std::int64_t>(json, "changed", isWhole);
    state.born = numberOf<std::int64_t>(json, "born", isWhole);
    state.content = json[QStringLiteral("content")].toString().toStdString();
    state.linkTarget = bytesOf(json[QStringLiteral("linkTarget")]);
    for (const auto &entry : json[QStringLiteral("entries")].toArray())
        state.entries.push_back(
            {bytesOf(entry[0]), entry[1].toString().toULongLong(), entry[2].toString().toLongLong()});
    return isWhole ? std::optional(state) : std::nullopt;
}

} // namespace Lockscope
