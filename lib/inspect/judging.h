// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"
#include "inspect/facts.h"
#include "inspect/hostsnapshot.h"

#include <lockscope/lockreport.h>

#include <optional>
#include <vector>

namespace Lockscope {

/// The facts that do not depend on the lock.
Facts machineFacts(const HostSnapshot &machine);

/// Judges by these matches and facts, and looks up the recorded processes. Fills in the results: format, verdict,
/// evidence, owner, process, companions, kernel locks and advice. `place` is the location of the file, absent if
/// unknown: then processes that have it open cannot be found.
void judgeInto(LockReport &report, const std::vector<FormatReading> &readings, Facts facts, const HostSnapshot &machine,
               const std::optional<MountTable::Place> &place = {});

/// The verdict on a lock that is not a file of its own, with this recorded owner.
Verdict judgeClaim(const Claim &claim, const FileSystemKind &fileSystem, const HostSnapshot &machine);

} // namespace Lockscope
