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

/// Reads the names in one folder as they come, however many. Access times stay where permitted.
class FolderReader
{
public:
    struct Entry
    {
        const char *name = nullptr; ///< until the next call of next()
        std::uint64_t inode = 0;
        unsigned char type = DT_UNKNOWN;
    };

    /// A folder that somebody named: a link in the last place is followed.
    static Result<FolderReader> open(const std::filesystem::path &path);
    /// A folder below an open one, however deep. No link is followed in any place (ELOOP), no mount entered (EXDEV).
    static Result<FolderReader> openBelow(int folder, std::string_view path);

    /// Without `.` and `..`; absent at the end, and on an error, which errno names then (else 0).
    std::optional<Entry> next();
    int fd() const { return ::dirfd(m_stream.get()); }

private:
    struct Close
    {
        void operator()(DIR *stream) const { ::closedir(stream); }
    };
    explicit FolderReader(DIR *stream)
        : m_stream(stream)
    {}
    static Result<FolderReader> of(int fd, const std::filesystem::path &path);

    std::unique_ptr<DIR, Close> m_stream;
};

} // namespace Lockscope
