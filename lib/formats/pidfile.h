// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace Lockscope {

/// What the text of a pid file says.
struct PidText
{
    std::optional<std::int64_t> pid; ///< absent for `0`, by which some programs say that they tell no pid
    bool plain = false;              ///< digits and one line break, nothing else
    bool moreLines = false;
};

/// Reads a text whose first line is a number; blanks around it, leading zeros and a missing line break are accepted.
std::optional<PidText> readPidText(std::string_view content);

extern const Recogniser PidFileFormat;

} // namespace Lockscope
