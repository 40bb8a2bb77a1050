// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/lockreport.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace Lockscope {

/// What has been told of: enough of each lock to know what must be looked at again, and what is gone.
class KnownLocks
{
public:
    void told(const LockReport &report);
    /// Forgets a lock; true where it was known.
    bool forget(const std::string &key);
    bool knows(const std::filesystem::path &path) const { return m_locks.contains(path.native()); }
    /// Forgets everything below a folder and returns the keys.
    std::vector<std::string> forgetBelow(const std::filesystem::path &folder);

    /// Begins a look at everything; forgetUnseen() then forgets what was not told since, and returns the keys.
    void beginPass() { ++m_pass; }
    std::vector<std::string> forgetUnseen();

    /// The paths whose inode is one of these.
    std::vector<std::filesystem::path> pathsOf(const InodeKey &inode) const;
    /// The locks whose verdict rests on a process that lives: no event tells of its end.
    std::vector<std::filesystem::path> restingOnProcesses() const;

private:
    struct Known
    {
        std::filesystem::path path;
        std::optional<InodeKey> inode;
        std::uint64_t pass = 0;
        bool restsOnProcess = false;
    };
    using Locks = std::map<std::string, Known>;
    Locks::iterator erase(Locks::iterator it);
    void unlinkInode(const Known &known, const std::string &key);

    Locks m_locks; ///< by key, ordered so that what lies below a folder stands together
    std::unordered_multimap<InodeKey, std::string> m_keysByInode;
    std::uint64_t m_pass = 0;
};

} // namespace Lockscope
