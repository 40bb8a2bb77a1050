// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inode.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// A process among those that it came from and those that it started, and through which descriptors it has one file
/// open: what one asks of a holder before ending it.
struct LOCKSCOPE_EXPORT ProcessTree
{
    /// More are not read.
    static constexpr std::size_t MostAncestors = 64;
    static constexpr std::size_t MostChildren = 200;

    struct OpenFile
    {
        int fd = -1;
        bool reads = false;
        bool writes = false;
        std::string name; ///< by which the process opened it, as bytes; ends with ` (deleted)` where that is gone

        bool operator==(const OpenFile &) const = default;
    };

    ProcessFacts process;
    std::vector<ProcessFacts> ancestors; ///< the parent first, the first of all processes last
    std::vector<ProcessFacts> children;  ///< the oldest first
    std::vector<OpenFile> files;
    std::string workingDirectory; ///< as bytes; empty if the kernel does not tell this user
    bool filesHidden = false;     ///< the kernel does not tell this user what the process has open

    /// Reads /proc as it is now, and nothing of the file system that the file lies on. `file` is the inode as
    /// LockReport::inode gives it. Absent where the process ended, or where its number belongs to another process by
    /// now, which is told by its start. Thread-safe.
    static std::optional<ProcessTree> read(const ProcessFacts &process, const std::optional<InodeKey> &file,
                                           const std::filesystem::path &procRoot = "/proc");
};

} // namespace Lockscope
