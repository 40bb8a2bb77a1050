// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace Lockscope {

/// Log category `lockscope.lock`: waiting and acquiring as debug messages, off by default; errors that a destructor
/// cannot return as warnings.
Q_DECLARE_LOGGING_CATEGORY(lockLog)

} // namespace Lockscope
