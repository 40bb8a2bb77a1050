// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"
#include "formats/format.h"

#include <optional>

namespace Lockscope {

/// Why a rule does not match: the first comparison that failed.
enum class EntryMismatch
{
    None,
    Name,
    Directory,
    Inode,
    NotNamedLikeLock,
    Permissions,
    Size,
    Lines,
    NotRead,
    KernelLock,
    Beside,
    Content,
    Target,
    Child,
    SecondName,
    Read,
    Json,
    Keys,
    Owner, ///< a field has an impossible value
};

struct EntryMatch
{
    std::optional<FormatReading> reading;
    EntryMismatch mismatch = EntryMismatch::None;
};

/// Matches a subject against one rule. A pure function, like a recogniser.
EntryMatch matchRule(const FormatEntry &entry, const EntryRule &rule, const Subject &subject);

} // namespace Lockscope
