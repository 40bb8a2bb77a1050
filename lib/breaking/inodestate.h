// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/look.h"
#include "inspect/machine.h"

#include <lockscope/lockreport.h>
#include <lockscope/result.h>

#include <QJsonObject>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// One entry of a folder that is a lock.
struct EntryState
{
    std::string name;
    std::uint64_t inode = 0;

    auto operator<=>(const EntryState &) const = default;
};

/// Everything by which a lock is known again: which inode it is, and what can be read of it.
struct InodeState
{
    std::uint64_t device = 0; ///< 0: not known, since the machine was booted anew
    std::uint64_t inode = 0;
    std::uint32_t mode = 0; ///< with the type
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::uint32_t links = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0; ///< nanoseconds since 1970
    std::int64_t changed = 0;
    std::int64_t born = 0; ///< 0 where the file system does not tell
    std::string content;   ///< SHA-256 of the first 64 KiB; empty where it was not read
    std::string linkTarget;
    std::vector<EntryState> entries; ///< of a folder, by name

    bool operator==(const InodeState &) const = default;

    bool isFolder() const;
    /// The same inode, whatever happened to it.
    bool isSameInode(const InodeState &other) const;
    /// The same in the same state. Renaming changes the time of the inode's change, and nothing else.
    bool isSameBut(const InodeState &other) const;

    /// Of a look at a name in an open folder.
    static Result<InodeState> of(int folder, const std::string &name, const Look &look);
    /// Looks now. ReadFailed with ENOENT where nothing is.
    static Result<InodeState> at(int folder, const std::string &name, const Machine &machine);

    QJsonObject toJson() const;
    static std::optional<InodeState> fromJson(const QJsonObject &json);
};

/// Bytes as JSON text: bytes that are not plain ASCII as %NN, so that nothing is lost and people can read it.
QString jsonBytes(std::string_view bytes);
std::string bytesOf(const QJsonValue &json);
/// The same for a value that may be absent, which is null in JSON.
QJsonValue optionalJsonBytes(const std::optional<std::string> &bytes);
std::optional<std::string> optionalBytesOf(const QJsonValue &json);

} // namespace Lockscope
