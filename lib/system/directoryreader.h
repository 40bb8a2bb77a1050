// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include <dirent.h>

namespace Lockscope {

/// Reads the names in a directory one by one, however many there are. Preserves access times if permitted.
class DirectoryReader
{
public:
    struct Entry
    {
        const char *name = nullptr; ///< valid until the next call of next()
        std::uint64_t inode = 0;
        unsigned char type = DT_UNKNOWN;
    };

    /// Opens a directory that the user named: a link as the last component is followed.
    static Result<DirectoryReader> open(const std::filesystem::path &path);
    /// Opens a directory below an open one, at any depth. No link is followed in any component (ELOOP), and no mount is
    /// entered (EXDEV).
    static Result<DirectoryReader> openBelow(int directory, std::string_view path);

    /// Without `.` and `..`. Absent at the end, with errno 0, and on an error, with errno set.
    std::optional<Entry> next();
    int fd() const { return ::dirfd(m_stream.get()); }

private:
    struct Close
    {
        void operator()(DIR *stream) const { ::closedir(stream); }
    };
    explicit DirectoryReader(DIR *stream)
        : m_stream(stream)
    {}
    static Result<DirectoryReader> of(int fd, const std::filesystem::path &path);

    std::unique_ptr<DIR, Close> m_stream;
};

} // namespace Lockscope
