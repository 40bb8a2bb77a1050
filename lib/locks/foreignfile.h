// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>
#include <optional>

#include <sys/types.h>

namespace Lockscope {

/// The largest file that a lock is made of. What is larger is somebody's data.
inline constexpr off_t LargestLockFile = 64 * 1024;

/// A file that stands at the path of a lock and is about to be written over or replaced.
struct WriteOver
{
    const std::filesystem::path &path;
    int fd = -1;
    off_t size = 0;
    bool isForeign = false; ///< its content is not that of such a lock, and the user wants it to be kept
};

/// Fails if the file must be kept: it is foreign, larger than any lock, or somebody holds an fcntl lock on it, as no
/// lock of the kinds that write does.
Result<void> mayWriteOver(const WriteOver &file);

/// Whether the kernel shows a lock on what the path names, of any type but a lease.
bool hasKernelLock(const std::filesystem::path &path);

/// A failure for what stands in the way and is neither a lock nor free: a directory, a FIFO, a device, a link.
Failure notARegularFile(LockErrc code, const std::filesystem::path &path, mode_t mode);

} // namespace Lockscope
