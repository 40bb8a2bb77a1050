// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"
#include "inspect/probe/probe.h"

#include <lockscope/lockreport.h>
#include <lockscope/result.h>

#include <QJsonObject>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// An entry of a directory that is a lock.
struct EntryState
{
    std::string name;
    std::uint64_t inode = 0;
    std::int64_t changed = 0; ///< as InodeState::changed; 0: unknown

    bool operator==(const EntryState &) const = default;
};

/// Everything that identifies a lock: its inode, and what can be read of it.
struct InodeState
{
    std::uint64_t device = 0; ///< 0: unknown, because the host was rebooted
    std::uint64_t inode = 0;
    std::uint32_t mode = 0; ///< including the type
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::uint32_t links = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0; ///< nanoseconds since 1970
    std::int64_t changed = 0;
    std::int64_t born = 0; ///< 0 if the file system has no birth times
    std::string content;   ///< SHA-256 of the first 64 KiB; empty if it was not read
    std::string linkTarget;
    std::vector<EntryState> entries; ///< of a directory, by name
    bool hasMoreEntries = false;     ///< there are too many to be listed: it is not a lock

    bool operator==(const InodeState &) const = default;

    bool isDirectory() const;
    /// Whether it is the same inode, whatever its state.
    bool isSameInode(const InodeState &other) const;
    /// Whether it is the same inode in the same state. Renaming changes only the ctime, which is ignored.
    bool isSameBut(const InodeState &other) const;
    /// Whether the content of the same inode is the same: that of a file, the target of a link, or the entries of a
    /// directory and their state.
    bool hasSameContent(const InodeState &other) const;
    /// Whether these are entries of the other directory, and no others, whatever their state.
    bool hasNoEntryBut(const InodeState &other) const;

    /// From an examined name in an open directory.
    static Result<InodeState> of(int directory, const std::string &name, const Probe &probed);
    /// Examines the name now. ReadFailed with ENOENT if it does not exist.
    static Result<InodeState> at(int directory, const std::string &name, const HostSnapshot &machine);

    QJsonObject toJson() const;
    static std::optional<InodeState> fromJson(const QJsonObject &json);
};

} // namespace Lockscope
