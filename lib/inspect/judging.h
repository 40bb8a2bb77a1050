// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"
#include "inspect/facts.h"
#include "inspect/machine.h"

#include <lockscope/lockreport.h>

#include <optional>
#include <vector>

namespace Lockscope {

/// What does not depend on the lock.
Facts machineFacts(const Machine &machine);

/// Judges by these readings and facts, asking the machine for the processes that they name, and fills in what follows:
/// format, verdict, evidence, owner, process, companions, kernel locks and advice.
/// `place` is where its file lies, absent if that is not seen: then nobody can be asked who has it open.
void judgeInto(LockReport &report, const std::vector<Recognition> &readings, Facts facts, const Machine &machine,
               const std::optional<MountTable::Place> &place = {});

/// What is to be thought of a lock that lies in no file of its own, and says this of its owner.
Verdict judgeClaim(const Claim &claim, const FileSystemKind &fileSystem, const Machine &machine);

} // namespace Lockscope
