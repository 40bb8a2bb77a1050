// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/facts/facts.h"

#include <lockscope/lockreport.h>
#include <lockscope/message.h>
#include <lockscope/verdict.h>

#include <optional>
#include <span>
#include <string>

namespace Lockscope {

/// How to break such a lock, and why not to do so now.
struct BreakAdvice
{
    std::string action;
    std::optional<Message> refused; ///< why it is not broken in its current state; absent: it may be broken
    bool isForbidden = false;       ///< whatever its holder does
};
BreakAdvice adviseBreak(std::span<const FormatReading> readings, const Facts &facts, const Verdict &verdict);

/// Whether the lock of a report that is otherwise complete may be broken. This is decided here, once, for inspection
/// and breaking. Force never removes a file with a kernel lock, because its holder would continue while the next
/// process locks another file, nor a file that its format keeps permanently or that contains data.
LockReport::BreakPermission permissionFor(const LockReport &report, bool isForbidden);

} // namespace Lockscope
