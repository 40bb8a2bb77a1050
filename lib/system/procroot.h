// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Reads files below /proc, or below a recorded copy of it. Every read is bounded. If a file cannot be read, the result
/// is absent and errno is set.
class ProcRoot
{
public:
    explicit ProcRoot(const std::filesystem::path &root = "/proc");

    /// The bytes of a file, e.g. `self/status`; at most `limit`.
    std::optional<std::string> read(std::string_view path, std::size_t limit = 64 * 1024) const;
    std::optional<std::string> readLink(std::string_view path) const;
    /// The number in the brackets of a namespace link, e.g. 4026531836 for `self/ns/pid`.
    std::optional<std::uint64_t> namespaceInode(std::string_view path) const;
    /// Calls back for each entry of a directory whose name is a number, in directory order. False if it cannot be read.
    bool eachNumber(std::string_view directory, const std::function<void(std::int64_t)> &callback) const;

    const std::filesystem::path &path() const { return m_path; }
    int fd() const { return m_directory.get(); }
    /// Whether this is the live /proc of this host, so that kill() and other system calls refer to the same processes.
    bool isLive() const { return m_live; }

private:
    std::filesystem::path m_path;
    FileDescriptor m_directory;
    bool m_live = false;
};

/// Calls back for each entry of an open directory whose name is a number. Takes ownership of the descriptor.
bool eachNumberIn(FileDescriptor directory, const std::function<void(std::int64_t)> &callback);

} // namespace Lockscope
