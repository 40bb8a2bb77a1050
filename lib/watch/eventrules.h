// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/knownlocks.h"

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>

#include <string>
#include <vector>

namespace Lockscope {

/// Pure functions that derive events from two inspections of one lock: what was known, and what was found now.

/// One event of a lock in this state. Processes that wait are those of its kernel locks, or of its queue in etcd.
/// Exported for Lockscope::Etcd.
LOCKSCOPE_EXPORT LockEvent eventOf(LockEvent::Kind kind, Verdict::State before, const LockReport &now, WallTime time);

/// With nothing known before, the lock appeared. The initial scan reports only that it exists; later, a lock that
/// appears held was also acquired.
std::vector<LockEvent> eventsOf(const KnownLock *before, const LockReport &now, WallTime time, bool atStart);

/// The lock no longer exists; broken: because it was quarantined.
std::vector<LockEvent> eventsOfGone(const std::string &key, const KnownLock &before, WallTime time, bool broken);

} // namespace Lockscope
