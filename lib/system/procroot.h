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

/// Reads files below /proc, or below a recorded tree in its place. Every read is bounded; what cannot be read is
/// absent, with errno left as the reason.
class ProcRoot
{
public:
    explicit ProcRoot(const std::filesystem::path &root = "/proc");

    /// The bytes of a file, e.g. `self/status`; at most limit of them.
    std::optional<std::string> read(std::string_view path, std::size_t limit = 64 * 1024) const;
    std::optional<std::string> readLink(std::string_view path) const;
    /// The number in the brackets of a namespace link, e.g. 4026531836 for `self/ns/pid`.
    std::optional<std::uint64_t> namespaceInode(std::string_view path) const;
    /// Calls back for each entry of a folder whose name is a number, in the folder's order. False where it cannot be
    /// read.
    bool eachNumber(std::string_view folder, const std::function<void(std::int64_t)> &callback) const;

    const std::filesystem::path &path() const { return m_path; }
    int fd() const { return m_directory.get(); }
    /// Whether this is the live /proc of this machine, so that kill() and other calls speak of the same processes.
    bool isLive() const { return m_live; }

private:
    std::filesystem::path m_path;
    FileDescriptor m_directory;
    bool m_live = false;
};

/// Calls back for each entry of an open folder whose name is a number. Takes the descriptor over.
bool eachNumberIn(FileDescriptor folder, const std::function<void(std::int64_t)> &callback);

} // namespace Lockscope
