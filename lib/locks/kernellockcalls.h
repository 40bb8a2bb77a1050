// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/result.h>

#include <filesystem>
#include <string_view>

namespace Lockscope {

// The system calls of a kernel lock on a whole file. A failure is LockFailed and names the path.

/// True if locked, false if the lock is held elsewhere.
Result<bool> lockFile(int file, KernelLock::Type type, KernelLock::Mode mode, bool block,
                      const std::filesystem::path &path);
void unlockFile(int file, KernelLock::Type type);

/// Replaces the content of the file.
Result<void> writeWhole(int file, std::string_view content, const std::filesystem::path &path);

} // namespace Lockscope
