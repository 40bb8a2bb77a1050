// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockevent.h>
#include <lockscope/lockhistory.h>

#include <string>

namespace Ctl {

/// One event, or one stretch of time, as one line without its line break.
std::string jsonLine(const Lockscope::LockEvent &event);
std::string jsonLine(const Lockscope::LockInterval &interval);

} // namespace Ctl
