// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The files around a lock, and in it if it is a directory. Recognisers use it only if everything else matches, because
/// every call costs system calls; the results are limited in size and as untrusted as the subject itself.
class Surroundings
{
public:
    virtual ~Surroundings() = default;

    /// The other names of the subject's inode in its directory.
    virtual std::vector<std::string> otherNames() const = 0;
    /// Whether the directory has an entry with this name.
    virtual bool has(const std::string &name) const = 0;
    /// The first bytes, at most 4 KiB, of a regular file with this name in the directory; empty if there is no such
    /// file. A name with a slash is that of a file below the directory, e.g. in the subject itself, `held/info`.
    virtual std::string contentOf(const std::string &name) const = 0;
    /// Whether the subject, a link, leads to a directory; false if its file system may not respond.
    virtual bool leadsToDirectory() const = 0;
    /// The names in the subject, which is a directory, or in another directory below the one that contains it,
    /// `app.lock.filelock/claims`; at most 64. An empty name is the subject. Absent if it cannot be read.
    virtual std::optional<std::vector<std::string>> entriesOf(const std::string &directory = {}) const = 0;
};

/// A lock file as recognisers see it: plain values, so that recognising is a pure function. Content and names are
/// untrusted.
struct Subject : InodeInfo
{
    enum class KernelLockKind
    {
        Flock,
        Fcntl, ///< POSIX or OFD
        Lease,
    };

    std::string name;        ///< last component of the path
    bool calledLock = false; ///< it counts as a lock by its name, e.g. because the user gave this path
    std::string directory;   ///< last component of the directory that contains it
    std::string location;    ///< absolute path of that directory
    std::string content;     ///< the first bytes, at most 64 KiB
    bool contentRead = true;
    std::string linkTarget;
    std::vector<KernelLockKind> kernelLocks;    ///< the types of kernel lock that are on it now
    const Surroundings *surroundings = nullptr; ///< absent if nothing is known about them
};

} // namespace Lockscope
