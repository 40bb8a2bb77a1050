// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

#include <lockscope/claim.h>

#include <optional>
#include <string_view>

namespace Lockscope {

/// The claim in the text of a zc.lockfile: a space, the content template with any use of pid and host name, a line
/// break. Absent where it is no such text; a claim without a pid where the template names none. Text that leaves
/// several pids possible fills Claim::pids alone.
std::optional<Claim> readZcText(std::string_view content);

extern const Recogniser ZcFormat;

} // namespace Lockscope
