// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>
#include <optional>

#include <sys/types.h>

namespace Lockscope {

/// The largest file that is accepted as a lock. A larger file is somebody's data.
inline constexpr off_t LargestLockFile = 64 * 1024;

/// A file at the path of a lock that is about to be overwritten or replaced.
struct WriteOver
{
    const std::filesystem::path &path;
    int fd = -1;
    off_t size = 0;
    bool isForeign = false; ///< its content is not that of such a lock, and the user wants to keep it
};

/// Fails if the file must be kept: it is foreign, larger than any lock, or has an fcntl lock, which the kinds that
/// write never use.
Result<void> mayWriteOver(const WriteOver &file);

/// Whether the kernel shows a lock other than a lease on the file that the path names.
bool hasKernelLock(const std::filesystem::path &path);

/// The failure for a path that is neither a lock nor free: a directory, a FIFO, a device, a symbolic link.
Failure notARegularFile(LockErrc code, const std::filesystem::path &path, mode_t mode);

} // namespace Lockscope
