// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/mover.h"

#include "breaking/filebreak.h"
#include "breaking/rowbreak.h"

namespace Lockscope {

std::unique_ptr<Mover> Mover::of(JournalEntry &entry, const HostSnapshot &machine)
{
    if (entry.record().row)
        return std::make_unique<RowBreak>(entry, machine);
    return std::make_unique<FileBreak>(entry, machine);
}

} // namespace Lockscope
