// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <string>

#include <fcntl.h>

namespace Lockscope {

/// Where a marker is created or removed. For root, names are relative to the directory that was checked, which is open:
/// a link that another user puts in its place later leads nowhere. For other users, names are paths.
class MarkerPlace
{
public:
    /// Names are paths.
    explicit MarkerPlace(const std::filesystem::path &path);
    /// For root, opens the directory. A failure gets this code; a link of another user gives ELOOP.
    static Result<MarkerPlace> checked(const std::filesystem::path &path, LockErrc code);

    /// The path of the marker, for failures.
    const std::filesystem::path &path() const { return m_path; }
    int directory() const { return m_directory ? m_directory.get() : AT_FDCWD; }
    /// The name of the marker.
    std::string marker() const { return beside(m_name); }
    /// The name of another file in its directory.
    std::string beside(const std::string &name) const { return m_prefix + name; }
    /// A unique name for a file that is not complete yet or a marker that is being removed.
    std::string privateName() const;

private:
    std::filesystem::path m_path;
    FileDescriptor m_directory;
    std::string m_prefix; ///< the path of the directory, with a trailing slash; empty if it is open
    std::string m_name;
};

} // namespace Lockscope
