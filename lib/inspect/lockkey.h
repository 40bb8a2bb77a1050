// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// What identifies a lock over time: its path, or its inode if the path is unknown. LockReport::key() is its text.
struct LockKey
{
    std::filesystem::path path;    ///< of the file, or of the lock database; empty if it is unknown
    std::filesystem::path row;     ///< the lock's path in a row of a database; empty if the lock is a file
    std::optional<InodeKey> inode; ///< only if the path is unknown

    /// The key with this text.
    static LockKey of(std::string_view text);

    bool isFile() const { return !path.empty() && row.empty(); }
    bool operator==(const LockKey &) const = default;
};

/// Different for different locks: no path contains the zero byte that separates the paths of a row, and that begins the
/// key of a lock without a path.
std::string keyText(const std::filesystem::path &path, const std::filesystem::path &row,
                    const std::optional<InodeKey> &inode);

} // namespace Lockscope
