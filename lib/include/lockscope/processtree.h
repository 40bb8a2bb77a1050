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

/// A process with its ancestors and children, and the descriptors through which it has a given file open: what to check
/// before ending a holder.
struct LOCKSCOPE_EXPORT ProcessTree
{
    /// Limits: further processes are not read.
    static constexpr std::size_t MostAncestors = 64;
    static constexpr std::size_t MostChildren = 200;

    struct OpenFile
    {
        int fd = -1;
        bool reads = false;
        bool writes = false;
        std::string name; ///< by which the process opened it, as bytes; ends with ` (deleted)` if that name was removed

        bool operator==(const OpenFile &) const = default;
    };

    ProcessFacts process;
    std::vector<ProcessFacts> ancestors; ///< the parent first, init last
    std::vector<ProcessFacts> children;  ///< the oldest first
    std::vector<OpenFile> files;
    std::string workingDirectory; ///< as bytes; empty if the kernel does not show it to this user
    bool filesHidden = false;     ///< the kernel does not show the open files to this user

    /// Reads the current state from /proc, and does not access the file system of the file. `file` is the inode as in
    /// LockReport::inode. Absent if the process has exited, or if its PID was reused, which is detected by the start
    /// time. Thread-safe.
    static std::optional<ProcessTree> read(const ProcessFacts &process, const std::optional<InodeKey> &file,
                                           const std::filesystem::path &procRoot = "/proc");
};

} // namespace Lockscope
