// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"

/// The system calls that a kind cannot do without, in the style of C: no looking, no error text, no second thought.
/// What Lockscope's acquire and release cost beside them is the price of its promises. Empty for a kind without a floor
/// here.
MakeContender floorContender(std::string_view kind);

/// The system calls by which a kind keeps its promises, in the style of C: that nothing half-made is seen, that only
/// its own mark is removed, that a lost lock is told. Beside them stands what the library itself costs. Empty where
/// there are none.
MakeContender promisesContender(std::string_view kind);

/// What a waiter by inotify cannot do without: try, watch, read, try again. For a file whose existence is the lock, or
/// for a flock on it.
MakeContender inotifyMarkerFloor();
MakeContender inotifyFlockFloor();
