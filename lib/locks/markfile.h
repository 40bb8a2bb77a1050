// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "locks/markerplace.h"
#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace Lockscope {

/// A file of this process that is the lock. It is kept open so that its inode number is not reused.
class MarkFile
{
public:
    MarkFile() = default;
    ~MarkFile() { close(); }
    MarkFile(const MarkFile &) = delete;
    MarkFile &operator=(const MarkFile &) = delete;

    /// Takes over the descriptor. The path is used in failures.
    Result<void> adopt(FileDescriptor file, const std::filesystem::path &path);
    /// Whether the file still begins with this text: another program may have written a different owner into it.
    bool says(std::string_view text) const;
    /// The link count at the time of adopt().
    nlink_t links() const { return m_status.st_nlink; }
    /// Whether the path names this file.
    Result<bool> isAt(const std::filesystem::path &path, LockErrc code) const;
    /// The same for a name in an open directory.
    Result<bool> isAt(int directory, const std::string &name, LockErrc code) const;
    /// If the program has closed the descriptor itself, so that its number may belong to another file, it is not closed
    /// again.
    void close();
    bool isOpen() const { return m_file.isOpen(); }

private:
    FileDescriptor m_file;
    struct stat m_status = {};
};

/// Removes the marker at this place. NotMyLock if it no longer exists.
Result<void> removeMark(const MarkerPlace &place);

/// The first bytes of a regular file, at most 4 KiB. ReadFailed if the path does not exist (ENOENT) or is not a regular
/// file; links are not followed, and only a regular file is opened.
Result<std::string> readMark(const std::filesystem::path &path);

} // namespace Lockscope
