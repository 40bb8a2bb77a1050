// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <optional>

namespace Lockscope::Ui {

/// Since when a lock has been held.
struct HeldSince
{
    WallTime time;
    bool isExact = true;     ///< false: at least since then; it was already held when it was first inspected
    bool isRecorded = false; ///< from the history: an earlier window or another program observed it
    /// The holder started at this time, and cannot have acquired the lock earlier. Absent if the time is exact.
    std::optional<WallTime> notBefore = {};

    bool operator==(const HeldSince &) const = default;
};

/// The kernel does not report when a lock was acquired. The time is known if the holder wrote or created the file to
/// acquire the lock, or if the acquisition was watched. Nothing if the lock is not held. `before` is the previous
/// report, `knownBefore` its result.
std::optional<HeldSince> heldSince(const LockReport &report, const LockReport *before,
                                   const std::optional<HeldSince> &knownBefore, WallTime now);

/// The same, if an interval of the history shows that this holder has held the lock longer than this window knows.
std::optional<HeldSince> heldSince(const LockReport &report, const HeldSince &known, const LockInterval &recorded);

} // namespace Lockscope::Ui
