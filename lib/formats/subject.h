// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope {

/// What lies around a lock, and in it where it is a folder. Recognisers ask for it only when all else fits, for every
/// answer costs system calls; the answers are as bounded and as hostile as the subject itself.
class Surroundings
{
public:
    virtual ~Surroundings() = default;

    /// The other names of the subject's inode in its folder.
    virtual std::vector<std::string> otherNames() const = 0;
    /// Whether the folder has an entry of this name.
    virtual bool has(const std::string &name) const = 0;
    /// The first bytes, at most 4 KiB, of a regular file of this name in the folder; empty where there is none. With a
    /// slash in it: of a file below the folder, e.g. in the subject itself, `held/info`.
    virtual std::string contentOf(const std::string &name) const = 0;
    /// Whether the subject, a link, leads to a directory; false if its file system may not answer.
    virtual bool leadsToDirectory() const = 0;
    /// The names in the subject, which is a folder, or in another folder below the one that it lies in,
    /// `app.lock.filelock/claims`; at most 64. An empty name is the subject.
    virtual std::vector<std::string> entriesOf(const std::string &folder = {}) const = 0;
};

/// What a recogniser is shown of a lock file: plain values, so that recognising is a pure function. Content and names
/// are hostile.
struct Subject
{
    enum class KernelLockKind
    {
        Flock,
        Fcntl, ///< POSIX or OFD
        Lease,
    };

    std::string name;        ///< last component of the path
    bool calledLock = false; ///< its user says that what has such a name is a lock
    std::string folder;      ///< last component of the folder that it lies in
    LockReport::InodeType inodeType = LockReport::InodeType::Regular;
    std::uint64_t size = 0;
    std::uint32_t mode = 0;
    std::uint32_t links = 1;
    std::string content; ///< the first bytes, at most 64 KiB
    bool contentRead = true;
    std::string linkTarget;
    std::vector<KernelLockKind> kernelLocks;    ///< which kinds of kernel lock are on it now
    const Surroundings *surroundings = nullptr; ///< absent where nothing can be known of them
};

} // namespace Lockscope
