// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/knownlocks.h"

#include <lockscope/lockreport.h>

namespace Lockscope {

/// Whether an earlier inspection proves that the running process is not the one that the lock records: the lock was
/// stale, because no process had this PID, and its file has not changed since. An inspection alone cannot prove that if
/// the process started within the accuracy of the clocks.
bool isRecycledSince(const KnownLock &before, const LockReport &report);

/// Makes the verdict of such a lock stale again, and adds the evidence. Breaking it still requires force: the breaker
/// inspects it without that knowledge.
void keepStale(LockReport &report);

} // namespace Lockscope
