// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/threadnumber.h"

#include <compare>
#include <cstddef>
#include <map>
#include <mutex>
#include <span>
#include <vector>

#include <sys/stat.h>

namespace Lockscope {

/// The inodes that this process holds kernel locks on. POSIX record locks vanish when the process closes any descriptor
/// of the file, so whoever is about to open a file asks here first, by inode and not by name, and hands descriptors
/// that must not be closed yet to close(). Also tells objects of one process apart, which the classic POSIX form does
/// not.
///
/// Safe in any thread. A forked child starts with an empty register: it owns nothing.
class HeldInodes
{
public:
    /// Device and inode as fstat() says: only compared with each other.
    struct Key
    {
        dev_t device = 0;
        ino_t inode = 0;
        auto operator<=>(const Key &) const = default;
        static Key of(const struct stat &status) { return {status.st_dev, status.st_ino}; }
        /// Whether the descriptor still is one of this inode. A program that became a daemon has closed all that it
        /// had, and its own files have those numbers now: they are neither used nor closed. True if that cannot be
        /// told.
        bool isOf(int fd) const;
    };
    enum class Form
    {
        Flock,
        Ofd,
        Posix, ///< closing any descriptor of the file would drop it
    };
    struct Holding
    {
        const void *owner = nullptr; ///< the object that holds
        ThreadNumber thread = {};    ///< the thread that acquired
        bool exclusive = true;
        Form form = Form::Flock;
    };

    static HeldInodes &instance();

    /// Serialises what must not be interleaved: asking, opening, locking and entering. Never held while blocking.
    std::unique_lock<std::mutex> guard();

    // All below REQUIRE: guard() is held by the caller.
    /// The holdings on this inode.
    std::span<const Holding> on(const Key &key) const;
    bool hasPosix(const Key &key) const;
    void enter(const Key &key, const Holding &holding);
    void leave(const Key &key, const void *owner);
    /// Closes the descriptor, if it still is one of that inode, now or once no POSIX lock of ours is left on the inode.
    void close(const Key &key, FileDescriptor fd);
    std::size_t size() const;

private:
    HeldInodes();
    void forgetAfterFork();
    struct Entry
    {
        std::vector<Holding> holdings;
        std::vector<FileDescriptor> parked;
    };
    mutable std::mutex m_mutex;
    std::map<Key, Entry> m_entries;
};

} // namespace Lockscope
