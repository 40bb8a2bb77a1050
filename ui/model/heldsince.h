// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <optional>

namespace Lockscope::Ui {

/// Since when a lock is held.
struct HeldSince
{
    WallTime time;
    bool isExact = true; ///< false: at least since then; it was held already when it was first looked at

    bool operator==(const HeldSince &) const = default;
};

/// The kernel does not say when a lock was taken. It is known where the holder wrote or made the file when it took the
/// lock, and where somebody watched. Nothing where it is not held. `before` is what was seen last, with what was known
/// then.
std::optional<HeldSince> heldSince(const LockReport &report, const LockReport *before,
                                   const std::optional<HeldSince> &knownBefore, WallTime now);

} // namespace Lockscope::Ui
