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

/// A name beside the path that nobody else uses: of a file that is not complete yet, or of a mark on its way out.
std::string privateNameBeside(const std::filesystem::path &path);

/// A file that is made complete under a private name and only then gets its own, so that nobody ever sees it without
/// its text. Removed again where it never got it. A process that is killed in between leaves the private name behind,
/// which locks nothing.
class PrivateFile
{
public:
    /// Makes the file for this path with this text. REQUIRES: the path outlives the object.
    static Result<PrivateFile> create(const std::filesystem::path &path, std::string_view text, mode_t mode);
    PrivateFile(PrivateFile &&other) noexcept;
    PrivateFile &operator=(PrivateFile &&) = delete;
    ~PrivateFile();

    /// Gives it its name. False where something has that name: then the file is still private.
    Result<bool> publish();
    /// Gives it its name in place of the file with this inode, and of no other. False if something else has the name by
    /// then, which keeps it, or nothing.
    Result<bool> publishInPlaceOf(const HeldInodes::Key &old);

    int fd() const { return m_file.get(); }
    /// Hands the open file out.
    FileDescriptor take() { return std::move(m_file); }

private:
    PrivateFile(const std::filesystem::path &path, std::string name, FileDescriptor file);
    Result<bool> publishAfterMoving(const HeldInodes::Key &old);
    void exchangeBack() const;
    int exchange() const;

    const std::filesystem::path &m_path;
    std::string m_name; ///< empty once it has its own
    FileDescriptor m_file;
};

} // namespace Lockscope
