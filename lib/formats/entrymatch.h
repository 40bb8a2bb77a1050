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

/// Whether the name of the subject is known to be one of the names of the rule.
enum class NameFits
{
    Known,
    Unknown,
};

/// Rules out most rules quickly, by size and first bytes.
bool mayMatch(const EntryRule &rule, const Subject &subject);

/// Matches a subject against one rule. A pure function, like a recogniser.
EntryMatch matchRule(const FormatEntry &entry, const EntryRule &rule, const Subject &subject, NameFits nameFits);

} // namespace Lockscope
