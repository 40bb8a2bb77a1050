// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/facts.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The verdict on a lock. A pure function: the matches say by what such a lock is held, the evidence decides, and the
/// facts provide the names for the sentence.
///
/// A kernel lock outranks every text. `stale` is only returned if it is proven that no match permits a holder;
/// otherwise the state is `unknown`, and the sentence says what would decide it.
Verdict judge(std::span<const FormatReading> readings, const Facts &facts, const std::vector<Evidence> &evidence);

/// The format to report: that of the best match, otherwise `unrecognised` or `none`.
std::string_view formatOf(std::span<const FormatReading> readings, const Facts &facts);

/// How to break such a lock, and why it is refused now; without a refusal it is permitted.
struct BreakAdvice
{
    std::string action;
    std::optional<Message> refused; ///< why it is not broken in its current state
    bool isForbidden = false;       ///< whatever its holder does
};
BreakAdvice adviseBreak(std::span<const FormatReading> readings, const Facts &facts, const Verdict &verdict);

} // namespace Lockscope
