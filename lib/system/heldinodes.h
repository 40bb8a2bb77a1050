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

/// The registry of the inodes on which this process holds kernel locks. POSIX record locks are released when the
/// process closes any descriptor of the file: code that opens a file must first check this registry, by inode and not
/// by name, and pass descriptors that must not be closed yet to close(). It also distinguishes objects of one process,
/// which classic POSIX locks do not.
///
/// Thread-safe. A forked child starts with an empty registry: it owns nothing.
class HeldInodes
{
public:
    /// Device and inode as in fstat(): only for comparing them with each other.
    struct Key
    {
        dev_t device = 0;
        ino_t inode = 0;
        auto operator<=>(const Key &) const = default;
        static Key of(const struct stat &status) { return {status.st_dev, status.st_ino}; }
        /// Whether the descriptor still refers to this inode. A program that became a daemon has closed all of its
        /// descriptors, and their numbers may belong to other files: those are neither used nor closed. True if it
        /// cannot be determined.
        bool isOf(int fd) const;
    };
    enum class Form
    {
        Flock,
        Ofd,
        Posix, ///< closing any descriptor of the file would release it
    };
    struct Holding
    {
        const void *owner = nullptr; ///< the object that holds it
        ThreadNumber thread = {};    ///< the thread that acquired it
        bool exclusive = true;
        Form form = Form::Flock;
    };

    static HeldInodes &instance();

    /// Serialises checking, opening, locking and entering. Never held while blocking.
    std::unique_lock<std::mutex> guard();

    // All functions below REQUIRE that the caller holds guard().
    /// The holdings on this inode.
    std::span<const Holding> on(const Key &key) const;
    bool hasPosix(const Key &key) const;
    void enter(const Key &key, const Holding &holding);
    void leave(const Key &key, const void *owner);
    /// Closes the descriptor if it still refers to that inode: now, or when this process has no POSIX lock on the inode
    /// any more.
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
