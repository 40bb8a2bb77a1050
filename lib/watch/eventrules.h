// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/knownlocks.h"

#include <lockscope/lockevent.h>
#include <lockscope/lockreport.h>

#include <string>
#include <vector>

namespace Lockscope {

/// What happened between two looks at one lock: pure functions of what was known and what is found now.

/// Nothing known: it appeared. The first look only tells what is there; later, who appears held is acquired too.
std::vector<LockEvent> eventsOf(const KnownLock *before, const LockReport &now, WallTime time, bool atStart);

/// It is not there any more; broken: because somebody took it aside.
std::vector<LockEvent> eventsOfGone(const std::string &key, const KnownLock &before, WallTime time, bool broken);

} // namespace Lockscope
