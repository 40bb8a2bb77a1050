// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace Lockscope {

/// `lockscope.lock`: waiting and acquiring as debug lines, off by default; what a destructor could not return as
/// warnings.
Q_DECLARE_LOGGING_CATEGORY(lockLog)

} // namespace Lockscope
