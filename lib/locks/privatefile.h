// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"
#include "system/heldinodes.h"

#include <lockscope/result.h>

#include <filesystem>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace Lockscope {

/// A unique name next to the path, for a file that is not complete yet or a marker that is being removed.
std::string privateNameBeside(const std::filesystem::path &path);

/// A file that is written completely under a private name and only then renamed, so that it is never visible without
/// its content. Removed if it was not renamed. A process that is killed in between leaves a file with the private name,
/// which does not lock anything.
class PrivateFile
{
public:
    /// Creates the file for this path with this text. REQUIRES: the path outlives the object.
    static Result<PrivateFile> create(const std::filesystem::path &path, std::string_view text, mode_t mode);
    PrivateFile(PrivateFile &&other) noexcept;
    PrivateFile &operator=(PrivateFile &&) = delete;
    ~PrivateFile();

    /// Renames the file to the path. False if the name is in use: then the file is still private.
    Result<bool> publish();
    /// Replaces the file with this inode by this one. False, with nothing changed, if the path no longer names that
    /// inode.
    Result<bool> publishInPlaceOf(const HeldInodes::Key &old);

    int fd() const { return m_file.get(); }
    /// Transfers the open descriptor to the caller.
    FileDescriptor take() { return std::move(m_file); }

private:
    PrivateFile(const std::filesystem::path &path, std::string name, FileDescriptor file);
    Result<bool> publishAfterMoving(const HeldInodes::Key &old);
    void exchangeBack() const;
    int exchange() const;

    const std::filesystem::path &m_path;
    std::string m_name; ///< empty after publishing
    FileDescriptor m_file;
};

} // namespace Lockscope
