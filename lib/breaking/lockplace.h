// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace Lockscope {

/// Where a lock has its name: a name in a folder. The folder is remembered by what it is, so that nobody can put
/// another in its place or a link in its way.
struct LockPlace
{
    std::filesystem::path folder; ///< without links
    std::uint64_t device = 0;     ///< of the folder
    std::uint64_t inode = 0;
    std::string name;

    std::filesystem::path path() const { return folder / name; }

    /// Links in the path of the folder are followed, for people name locks by them (/var/lock); the lock's own name is
    /// not.
    static Result<LockPlace> of(const std::filesystem::path &path);

    /// Opens the folder. Failure with ENOENT and a detail where another has its path by now.
    Result<FileDescriptor> open() const;
};

} // namespace Lockscope
