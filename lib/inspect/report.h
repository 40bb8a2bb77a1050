// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"
#include "inspect/match.h"

#include <lockscope/lockreport.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The whole inspection of an examined path: matches its format, gathers facts, finds the evidence and the verdict. The
/// directory is an open one that contains the path, or AT_FDCWD. The kind is that of which it is known to be a lock;
/// empty: not known.
LockReport buildReport(std::filesystem::path path, Probe probed, const HostSnapshot &machine, Choice choice,
                       DirectoryAtHand directory = {}, std::string_view kind = {});

/// The report for a path on a file system that does not respond; does not access the file system.
LockReport unansweredReport(std::filesystem::path path, const HostSnapshot &machine);

/// The report for locks on an inode that cannot be inspected: its path is unknown, was deleted, or names another file.
LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const HostSnapshot &machine);

/// The second half of an inspection: fills in what follows from these matches and facts, i.e. format, verdict,
/// evidence, owner, process, companions, kernel locks and whether it may be broken. `place` is the location of the
/// file, absent if unknown: then processes that have it open cannot be found.
void concludeInto(LockReport &report, const std::vector<FormatReading> &readings, Facts facts,
                  const HostSnapshot &machine, const std::optional<MountTable::Place> &place = {});

/// The report on a lock that is not a file, with this recorded owner: what is known about its process.
LockReport reportOnOwner(const Claim &owner, const HostSnapshot &machine);

/// The verdict on a lock that is not a file of its own, with this recorded owner.
Verdict verdictOnClaim(const Claim &claim, const FileSystemKind &fileSystem, const HostSnapshot &machine);

} // namespace Lockscope
