// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/threadnumber.h"

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
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
/// Thread-safe: what must not be interrupted is serialised for each device, so that a file system that does not respond
/// blocks only its own locks. A forked child starts with an empty registry: it owns nothing.
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

    /// Serialises checking, opening, locking and entering on one device, as in Key. Never held while waiting for a
    /// lock.
    std::unique_lock<std::mutex> guard(dev_t device);

    bool hasPosix(const Key &key) const;
    std::size_t size() const;

    // All functions below REQUIRE that the caller holds the guard of the key's device.
    /// The holdings on this inode.
    std::span<const Holding> on(const Key &key) const;
    void enter(const Key &key, const Holding &holding);
    void leave(const Key &key, const void *owner);
    /// Closes the descriptor if it still refers to that inode: now, or when this process has no POSIX lock on the inode
    /// any more.
    void close(const Key &key, FileDescriptor fd);
    /// The same for a descriptor that the caller opened just now: it refers to that inode.
    void closeNew(const Key &key, FileDescriptor fd);

private:
    HeldInodes();
    void forgetAfterFork();
    struct Entry
    {
        std::vector<Holding> holdings;
        std::vector<FileDescriptor> parked;
    };
    bool hasPosixEntry(const Key &key) const;

    mutable std::mutex m_mutex; ///< guards the following members; never held while a file system is accessed
    std::map<Key, Entry> m_entries;
    std::map<dev_t, std::unique_ptr<std::mutex>> m_guards;
};

} // namespace Lockscope
