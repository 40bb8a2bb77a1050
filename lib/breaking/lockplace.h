// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace Lockscope {

/// The location of a lock: a name in a directory. The directory is identified by its inode, so that it cannot be
/// replaced by another one or by a link.
struct LockPlace
{
    std::filesystem::path directory; ///< without links
    std::uint64_t device = 0;        ///< of the directory
    std::uint64_t inode = 0;
    std::string name;

    std::filesystem::path path() const { return directory / name; }

    /// Links in the path of the directory are followed, because locks are commonly named by them (/var/lock); a link as
    /// the lock's own name is not.
    static Result<LockPlace> of(const std::filesystem::path &path);

    /// Opens the directory. A failure with ENOENT and a detail if another directory has its path now.
    Result<FileDescriptor> open() const;
};

} // namespace Lockscope
