// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>

namespace Lockscope {

/// Checks whether the file system of a path responds within five seconds, by opening and reading its directory. Only
/// network and FUSE file systems and automount points are checked, in a separate thread, which is abandoned if no
/// response arrives. In that case returns a failure with this code and ETIMEDOUT. A path that does not exist or may not
/// be read counts as a response.
LOCKSCOPE_EXPORT Result<void> fileSystemAnswers(const std::filesystem::path &path,
                                                LockErrc code = LockErrc::ReadFailed);

} // namespace Lockscope
