// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/facts.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// What is to be thought of a lock. A pure function: the readings say by what such a lock is held, the evidence
/// decides, and the facts lend the names for the sentence.
///
/// A kernel lock outranks every text. `stale` is only given on proof that no reading of the lock is left by which
/// somebody could hold it; what cannot be proved is `unknown`, and the sentence says what would decide it.
Verdict judge(std::span<const Recognition> readings, const Facts &facts, const std::vector<Evidence> &evidence);

/// The format to call it by: that of the surest reading, else `unrecognised` or `none`.
std::string_view formatOf(std::span<const Recognition> readings, const Facts &facts);

/// What breaking such a lock would do, and why it is refused now; an empty refusal allows it.
struct BreakAdvice
{
    std::string action;
    std::optional<Message> refused; ///< why it is not broken as it is now
    bool isForbidden = false;       ///< whatever its holder does
};
BreakAdvice adviseBreak(std::span<const Recognition> readings, const Facts &facts, const Verdict &verdict);

} // namespace Lockscope
