// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/placeholderformat.h"

#include "values/lockphrases.h"
#include "values/placeholder.h"

namespace Lockscope {

std::optional<FormatReading> readPlaceholder(const Subject &subject)
{
    if (subject.inodeType != InodeInfo::InodeType::Symlink || !subject.linkTarget.starts_with(PlaceholderTarget))
        return std::nullopt;
    FormatReading reading;
    reading.id = PlaceholderId;
    reading.confidence = 1;
    reading.reason = LockPhrases::noop("the placeholder that Lockscope creates while it breaks a lock");
    reading.heldBy = HeldBy::None;
    reading.breakAction = "none";
    reading.neverBreak = LockPhrases::noop("it is the placeholder of an interrupted break; run 'lockscopectl broken' "
                                           "to restore the lock");
    return reading;
}

} // namespace Lockscope
