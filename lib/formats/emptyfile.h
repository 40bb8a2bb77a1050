// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

#include <optional>
#include <string_view>

namespace Lockscope {

// Many programs lock an empty file of a fixed name in the kernel, and leave it there for ever.

bool isEmptyFile(const Subject &subject);
bool hasKernelLock(const Subject &subject, Subject::KernelLockKind kind);

/// The reading of such a file, whose name the caller knows. Absent where it is not empty, or where the only kernel
/// locks on it are of kinds that the program does not take.
std::optional<Recognition> emptyLockReading(const Recogniser &format, const Subject &subject,
                                            Subject::KernelLockKind kind, double confidence, std::string_view reason);

} // namespace Lockscope
