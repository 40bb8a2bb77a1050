// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/lockreport.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Lockscope {

/// What is stored of a reported lock: enough to detect changes at the next inspection. Small, because there may be
/// hundreds of thousands.
struct KnownLock
{
    std::optional<InodeKey> inode;
    std::optional<WallTime> created; ///< birth time of the inode, because inode numbers are reused
    std::optional<WallTime> changed; ///< ctime
    std::uint64_t content = 0;       ///< a hash of the lock's content, format and kind, without its times
    std::vector<std::int64_t> pids;  ///< the processes that its verdict depends on, in order
    std::vector<std::int64_t> waiters;
    std::string format;
    Verdict::State state = Verdict::State::Absent;
    Verdict::Reason reason = Verdict::Reason::Absent;
    std::uint32_t pass = 0;
    bool kernelLocked = false;
    bool mayBeKernelLocked = false; ///< one of its formats is a file for kernel locks

    bool restsOnKernel() const
    {
        return kernelLocked || mayBeKernelLocked || reason == Verdict::Reason::KernelLockHeld ||
               reason == Verdict::Reason::KernelLockFree;
    }

    static KnownLock of(const LockReport &report);
};

/// The locks that have been reported, by directory and name.
class KnownLocks
{
public:
    using Gone = std::vector<std::pair<std::string, KnownLock>>; ///< with their keys

    void confirm(const LockReport &report);
    const KnownLock *find(std::string_view key) const;
    /// Confirms that the lock still exists unchanged. False if it is not known.
    bool seen(std::string_view key);
    /// Removes a lock and returns it; absent if it was not known.
    std::optional<KnownLock> forget(std::string_view key);
    /// Removes all locks below a directory.
    Gone forgetBelow(const std::filesystem::path &directory);

    using Choice = std::function<bool(const std::string &directory, const std::string &name, const KnownLock &known)>;
    Gone forgetWhere(const Choice &isMeant);

    /// Starts a full scan. forgetUnseen() then removes the locks that were not reported since: those at or below these
    /// paths, or all if there are no paths.
    void beginPass() { ++m_pass; }
    Gone forgetUnseen(const std::vector<std::filesystem::path> &below = {});

    /// The keys of the locks with this inode.
    std::vector<std::string> keysOf(const InodeKey &inode) const;
    /// The keys of the locks whose verdict depends on this process.
    std::vector<std::string> keysRestingOn(std::int64_t pid) const;
    bool anyRestsOn(std::int64_t pid) const;
    /// Whether the kernel decides if this lock is held.
    bool restsOnKernel(std::string_view key) const;
    /// Calls back for each directory that contains such a lock.
    void eachKernelDirectory(const std::function<void(const std::string &)> &callback) const;
    /// Whether the path of a lock is unknown.
    bool hasNameless() const { return m_directories.contains(std::string_view()); }
    bool somebodyWaits() const { return m_awaited > 0; }
    std::size_t size() const { return m_size; }

private:
    using Directory = std::map<std::string, KnownLock, std::less<>>;
    using Directories =
        std::map<std::string, Directory, std::less<>>; ///< ordered: the directories below one are adjacent
    /// The location of a lock; the nodes of the maps do not move.
    using Name = std::pair<const std::string *, const std::string *>;
    template <typename Key>
    using Index = std::set<std::pair<Key, Name>>; ///< a process may hold a hundred thousand locks

    template <typename Key>
    static std::vector<std::string> keysIn(const Index<Key> &index, const Key &key);
    void link(const KnownLock &known, const Name &name);
    void unlink(const KnownLock &known, const Name &name);
    Directory::iterator erase(Directories::iterator directory, Directory::iterator lock, Gone &gone);

    Directories m_directories;
    Index<InodeKey> m_byInode;
    Index<std::int64_t> m_byPid;
    std::size_t m_size = 0;
    std::size_t m_awaited = 0;
    std::uint32_t m_pass = 0;
};

} // namespace Lockscope
