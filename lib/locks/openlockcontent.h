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

/// The file at the path of an openlock as it was read at one moment, and its replacement by a new file.
class OpenlockContent
{
public:
    /// Reads the file. A failure gets this code; a missing file is not a failure.
    static Result<OpenlockContent> read(const std::filesystem::path &path, LockErrc code);
    OpenlockContent(OpenlockContent &&) = default;
    OpenlockContent &operator=(OpenlockContent &&) = delete;
    ~OpenlockContent();

    bool isAbsent() const { return m_kind == Kind::Absent; }
    /// A break is in progress and will end in a moment.
    bool isPlaceholder() const { return m_kind == Kind::Placeholder; }
    /// The owner in its first two lines; absent if they do not name one.
    const std::optional<OpenLockOwner> &owner() const { return m_owner; }

    /// Fails if the file must not be overwritten: it is too large for a lock, a kernel lock is held on it, or, if
    /// refuseForeignContent, it is neither empty nor the text of an owner.
    Result<void> mayReplace(bool refuseForeignContent) const;

    enum class Replaced
    {
        Done,
        Changed, ///< the path names another file now
        Busy,    ///< another process is replacing it, or holds a flock on it
    };
    /// Moves the new file into its place. All programs that use this library hold a flock on the old file while they
    /// replace it and check that the path still names it, so that only one of them succeeds, however long it takes. A
    /// peer that renames its file over any existing one is detected when the replaced file is checked.
    Result<Replaced> replaceBy(PrivateFile &file) const;

private:
    enum class Kind
    {
        Absent,
        Placeholder,
        File,
    };
    explicit OpenlockContent(const std::filesystem::path &path)
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
