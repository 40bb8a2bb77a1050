// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <optional>

namespace Lockscope::Ui {

/// Since when a lock has been held.
struct HeldSince
{
    WallTime time;
    bool isExact = true; ///< false: at least since then; it was already held when it was first inspected

    bool operator==(const HeldSince &) const = default;
};

/// The kernel does not report when a lock was acquired. The time is known if the holder wrote or created the file to
/// acquire the lock, or if the acquisition was watched. Nothing if the lock is not held. `before` is the previous
/// report, `knownBefore` its result.
std::optional<HeldSince> heldSince(const LockReport &report, const LockReport *before,
                                   const std::optional<HeldSince> &knownBefore, WallTime now);

} // namespace Lockscope::Ui
