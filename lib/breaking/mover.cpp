// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/mover.h"

#include "breaking/lockmover.h"
#include "breaking/rowmover.h"

namespace Lockscope {

std::unique_ptr<Mover> Mover::of(JournalEntry &entry, const Machine &machine)
{
    if (entry.record().row)
        return std::make_unique<RowMover>(entry, machine);
    return std::make_unique<LockMover>(entry, machine);
}

} // namespace Lockscope
