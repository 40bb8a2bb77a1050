// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace Lockscope {

/// The content of a PID file.
struct PidText
{
    std::optional<std::int64_t> pid; ///< absent for `0`, which some programs write instead of a PID
    bool plain = false;              ///< only digits and one line break
    bool moreLines = false;
};

/// Parses a text whose first line is a number; spaces around it, leading zeros and a missing line break are accepted.
std::optional<PidText> readPidText(std::string_view content);

extern const FormatDetector PidFileFormat;

} // namespace Lockscope
