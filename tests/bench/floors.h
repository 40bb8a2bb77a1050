// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"

/// The minimum of system calls for a kind, in the style of C: without checks and error messages. The difference to
/// Lockscope's acquire and release is the price of its guarantees. Empty for a kind without a floor on this machine.
MakeContender floorContender(std::string_view kind);

/// The system calls by which a kind keeps its guarantees, in the style of C: that nothing incomplete is visible, that
/// only its own marker is removed, and that a lost lock is reported. The difference to this is the overhead of the
/// library itself. Empty if there are none.
MakeContender promisesContender(std::string_view kind);

/// The minimum for a waiter with inotify: try, watch, read, try again. For a file whose existence is the lock, or for a
/// flock on it.
MakeContender inotifyMarkerFloor();
MakeContender inotifyFlockFloor();
