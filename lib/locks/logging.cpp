// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/logging.h"

namespace Lockscope {

Q_LOGGING_CATEGORY(lockLog, "lockscope.lock", QtInfoMsg)

} // namespace Lockscope
