// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <string>
#include <string_view>

namespace Ctl {

/// The failure of an operation on the broken lock with this ID, as a line of JSON; the event is `refused` or `failed`.
std::string failureLine(const Lockscope::Failure &failure, std::string_view event, std::string_view id);

} // namespace Ctl
