// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <optional>
#include <string_view>

namespace Lockscope {

// Many programs use a kernel lock on an empty file with a fixed name, and never remove the file.

bool isEmptyFile(const Subject &subject);
bool hasKernelLock(const Subject &subject, Subject::KernelLockKind kind);

/// The match for such a file, if the caller knows its name. Absent if it is not empty, or if it has only kernel locks
/// of types that the program does not use.
std::optional<FormatReading> emptyLockReading(const FormatDetector &format, const Subject &subject,
                                              Subject::KernelLockKind kind, double confidence, std::string_view reason);

} // namespace Lockscope
