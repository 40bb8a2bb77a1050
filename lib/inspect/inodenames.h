// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>

namespace Lockscope {

/// Which names of a folder belong to one inode, for a folder in which many locks are looked at: it is read when it is
/// first asked for, and not for each lock again. For one thread.
class InodeNames
{
public:
    /// The descriptor must stay open.
    explicit InodeNames(int folder)
        : m_folder(folder)
    {}

    /// Every name but this one.
    std::vector<std::string> othersOf(std::uint64_t inode, std::string_view name);

private:
    struct Name
    {
        std::uint64_t inode = 0;
        std::size_t at = 0; ///< where it begins in m_text
    };
    void read();

    int m_folder;
    std::string m_text;        ///< all names, each with a zero byte behind it
    std::vector<Name> m_names; ///< ordered by inode
    std::chrono::steady_clock::time_point m_readAt;
};

/// The open folder in which a lock has its name; without one it is found by its path, when it is needed.
struct FolderAtHand
{
    int fd = AT_FDCWD;
    // Where many locks of the folder are looked at:
    InodeNames *names = nullptr;
    const std::string *name = nullptr; ///< of the folder itself, its last component
};

} // namespace Lockscope
