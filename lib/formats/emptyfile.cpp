// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/emptyfile.h"

#include "formats/fields.h"

#include <algorithm>

namespace Lockscope {

bool isEmptyFile(const Subject &subject)
{
    return subject.inodeType == InodeInfo::InodeType::Regular && subject.size == 0;
}

bool hasKernelLock(const Subject &subject, Subject::KernelLockKind kind)
{
    return std::find(subject.kernelLocks.begin(), subject.kernelLocks.end(), kind) != subject.kernelLocks.end();
}

std::optional<FormatReading> emptyLockReading(const FormatDetector &format, const Subject &subject,
                                              Subject::KernelLockKind kind, double confidence, std::string_view reason)
{
    if (!isEmptyFile(subject) || (!subject.kernelLocks.empty() && !hasKernelLock(subject, kind)))
        return std::nullopt;
    return reading(format, confidence, reason, HeldBy::KernelLock);
}

} // namespace Lockscope
