// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/facts/facts.h"
#include "inspect/facts/pidlookup.h"

#include <lockscope/verdict.h>

#include <span>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The conclusions from inspecting one lock, with all facts that were known.
struct Conclusion
{
    Facts facts; ///< with the best match
    std::vector<Evidence> evidence;
    Verdict verdict;
};

/// Decides by the best match. `free` and `stale` are only concluded if no other match that is nearly as certain sees a
/// holder, or cannot rule one out.
Conclusion conclude(std::span<const FormatReading> readings, Facts known, const PidLookup &lookUp);

/// The verdict on the lock. A pure function: the matches say by what such a lock is held, the evidence decides, and the
/// facts provide the names for the sentence.
///
/// A kernel lock outranks every text. `stale` is only returned if it is proven that no match permits a holder;
/// otherwise the state is `unknown`, and the sentence says what would decide it.
Verdict decideVerdict(std::span<const FormatReading> readings, const Facts &facts,
                      const std::vector<Evidence> &evidence);

/// The format to report: that of the best match, otherwise `unrecognised` or `none`.
std::string_view formatOf(std::span<const FormatReading> readings, const Facts &facts);

} // namespace Lockscope
