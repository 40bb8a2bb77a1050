// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"
#include "formats/recogniser.h"

#include <optional>

namespace Lockscope {

/// What of a rule does not fit a subject: the first thing that was compared in vain.
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
    Owner, ///< a field has a value that it cannot have
};

struct EntryMatch
{
    std::optional<Recognition> reading;
    EntryMismatch mismatch = EntryMismatch::None;
};

/// Compares a subject with one rule. Pure, as a recogniser is.
EntryMatch matchRule(const FormatEntry &entry, const EntryRule &rule, const Subject &subject);

} // namespace Lockscope
