// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts.h"

#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

#include <functional>
#include <span>
#include <vector>

namespace Lockscope {

/// The conclusions from inspecting one lock, with all facts that were known.
struct JudgedMatch
{
    Facts facts; ///< with the best match
    std::vector<Evidence> evidence;
    Verdict verdict;
};

/// Looks up the process with one PID of a claim on this host.
using AskAfter = std::function<ClaimedProcess(std::int64_t pid, const Facts &facts)>;

/// Judges by the best match. `free` and `stale` are only concluded if no other match that is nearly as certain sees a
/// holder, or cannot rule one out.
JudgedMatch opinionOf(std::span<const FormatReading> readings, Facts known, const AskAfter &ask);

} // namespace Lockscope
