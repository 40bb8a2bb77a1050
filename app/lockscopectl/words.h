// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>

#include <QString>

/// Words that people and programs read alike.
namespace Ctl {

/// `flock`, `posix`, `ofd`, `lease`.
QString typeText(Lockscope::KernelLock::Type type);
/// `read`, `write`.
QString modeText(Lockscope::KernelLock::Mode mode);

} // namespace Ctl
