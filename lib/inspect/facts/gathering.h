// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/facts/facts.h"
#include "inspect/hostsnapshot.h"
#include "inspect/match.h"
#include "inspect/probe/directorysurroundings.h"

#include <filesystem>
#include <span>

namespace Lockscope {

/// Everything that decides about the lock at the path, except for the recorded processes (pidlookup.h) and openers.
Facts gatherFacts(const std::filesystem::path &path, const Probe &probed, Choice choice, const Matches &matches,
                  const DirectorySurroundings &surroundings, const HostSnapshot &machine);

/// The facts for a lock that is not a file of its own, or whose file cannot be examined: those of the host.
Facts gatherHostFacts(std::span<const FormatReading> readings, const HostSnapshot &machine);

/// Adds the processes that have the file open. Expensive: only if they may change the verdict.
void gatherOpeners(const MountTable::Place &place, const HostSnapshot &machine, Facts &facts);

} // namespace Lockscope
