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

/// The names of each inode in a directory with many locks: the directory is read when first needed, and not again for
/// each lock. For one thread.
class InodeNames
{
public:
    /// The descriptor must stay open.
    explicit InodeNames(int directory)
        : m_directory(directory)
    {}

    /// All names except this one.
    std::vector<std::string> othersOf(std::uint64_t inode, std::string_view name);

private:
    struct Name
    {
        std::uint64_t inode = 0;
        std::size_t at = 0; ///< its offset in m_text
    };
    void read();

    int m_directory;
    std::string m_text;        ///< all names, each followed by a zero byte
    std::vector<Name> m_names; ///< ordered by inode
    std::chrono::steady_clock::time_point m_readAt;
};

/// The open directory that contains the lock's name; without it, it is opened by its path when needed.
struct DirectoryAtHand
{
    int fd = AT_FDCWD;
    // If many locks of the directory are examined:
    InodeNames *names = nullptr;
    const std::string *name = nullptr; ///< of the directory itself, its last component
};

} // namespace Lockscope
