// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace Lockscope {

/// A file of ours that is the lock. It is kept open, so that no other file gets its inode number meanwhile.
class MarkFile
{
public:
    MarkFile() = default;
    ~MarkFile() { close(); }
    MarkFile(const MarkFile &) = delete;
    MarkFile &operator=(const MarkFile &) = delete;

    /// Takes the file over. The path is for the words of a failure.
    Result<void> adopt(FileDescriptor file, const std::filesystem::path &path);
    /// Whether it still begins with this text: somebody may have written another owner into it.
    bool says(std::string_view text) const;
    /// How many names it had when it was taken over.
    nlink_t links() const { return m_status.st_nlink; }
    /// Whether the path names this very file.
    Result<bool> isAt(const std::filesystem::path &path, LockErrc code) const;
    /// A descriptor that the program closed itself, and whose number is another's by now, is left alone.
    void close();
    bool isOpen() const { return m_file.isOpen(); }

private:
    FileDescriptor m_file;
    struct stat m_status = {};
};

/// Removes a file. NotMyLock where there is none any more.
Result<void> removeMark(const std::filesystem::path &path);

/// The first bytes of a regular file, at most 4 KiB. ReadFailed where there is none (ENOENT) or another kind of thing;
/// no link is followed and nothing but a regular file is opened.
Result<std::string> readMark(const std::filesystem::path &path);

} // namespace Lockscope
