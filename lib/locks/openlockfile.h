// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "locks/openlockpeer.h"
#include "locks/privatefile.h"
#include "system/filedescriptor.h"
#include "system/heldinodes.h"

#include <lockscope/result.h>

#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

namespace Lockscope {

/// The file at the path of an openlock, as it was read at one moment, and its replacement by another.
class OpenLockFile
{
public:
    /// Reads it. A failure has this code; a missing file is none.
    static Result<OpenLockFile> read(const std::filesystem::path &path, LockErrc code);
    OpenLockFile(OpenLockFile &&) = default;
    OpenLockFile &operator=(OpenLockFile &&) = delete;
    ~OpenLockFile();

    bool isAbsent() const { return m_kind == Kind::Absent; }
    /// A break is in progress there: it ends in a moment.
    bool isPlaceholder() const { return m_kind == Kind::Placeholder; }
    /// The owner in its first two lines; absent if they name none.
    const std::optional<OpenLockOwner> &owner() const { return m_owner; }

    /// Fails if the file may not be written over: it is too large for a lock, a kernel lock is held on it, or, if that
    /// is wanted, it holds something else than an owner and nothing.
    Result<void> mayReplace(bool refuseForeignContent) const;

    enum class Replaced
    {
        Done,
        Changed, ///< the path names something else by now
        Busy,    ///< another process replaces it, or holds a flock on it
    };
    /// Puts the new file in its place. All programs of this library that replace a file hold a flock on it meanwhile
    /// and check that the path still names it, so that only one of them succeeds, however long any of them takes. A
    /// peer that renames over whatever is there is met by the check of what came out.
    Result<Replaced> replaceBy(PrivateFile &file) const;

private:
    enum class Kind
    {
        Absent,
        Placeholder,
        File,
    };
    explicit OpenLockFile(const std::filesystem::path &path)
        : m_path(path)
    {}

    std::filesystem::path m_path;
    Kind m_kind = Kind::Absent;
    std::optional<OpenLockOwner> m_owner;
    bool m_isForeign = false; ///< neither the text of such a lock nor what a crash could leave of one
    FileDescriptor m_file;
    HeldInodes::Key m_inode;
    off_t m_size = 0;
};

} // namespace Lockscope
