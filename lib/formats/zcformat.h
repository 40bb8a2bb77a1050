// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <lockscope/claim.h>

#include <optional>
#include <string_view>

namespace Lockscope {

/// The claim in the text of a zc.lockfile: a space, the content template with any use of PID and host name, and a line
/// break. Absent if it is not such a text; a claim without a PID if the template contains none. If several PIDs are
/// possible, only Claim::pids is set.
std::optional<Claim> readZcText(std::string_view content);

extern const FormatDetector ZcFormat;

} // namespace Lockscope
