// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>

namespace Lockscope {

/// Whether the file system that a path lies on answers within five seconds: its directory is opened and read. Only
/// network and FUSE file systems and automount points are asked, on a thread of its own, which is left behind if no
/// answer comes. A failure with this code and ETIMEDOUT if not; that a path is missing or may not be read is an answer.
LOCKSCOPE_EXPORT Result<void> fileSystemAnswers(const std::filesystem::path &path,
                                                LockErrc code = LockErrc::ReadFailed);

} // namespace Lockscope
