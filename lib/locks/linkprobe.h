// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>
#include <string>

namespace Lockscope {

class MarkerPlace;

/// What a lock that has two names for a moment relies on.
enum class LinkNeed
{
    SameInode, ///< both names have the same inode number
    LinkCount, ///< and the link count shows that there are two
};

/// The failure of the linkat() that has just failed.
Failure linkFailure(const std::filesystem::path &lock);

/// Tests with a further name for a file of this process whether this file system shows that two names belong to one
/// file. Over SFTP and on some other FUSE file systems each name has an inode number of its own, so that a process
/// could not recognise its own lock. The further name is removed again. `name` is relative to the directory of the
/// place.
Result<void> probeHardLinks(const MarkerPlace &place, const std::string &name, int file, LinkNeed need);

} // namespace Lockscope
