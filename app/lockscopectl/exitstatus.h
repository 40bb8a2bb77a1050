// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Exit statuses. Scripts rely on them.
namespace Ctl::ExitStatus {

constexpr int Done = 0;
constexpr int HeldByOther = 1; ///< run, hold, wait
constexpr int Stale = 1;       ///< inspect, scan: at least one
constexpr int NothingToBreak = 1;
constexpr int NoUser = 1;  ///< who
constexpr int Differs = 1; ///< capture --compare
constexpr int Usage = 2;
constexpr int Refused = 3; ///< break, undo, signal
constexpr int Failed = 4;
// inspect --check
constexpr int CheckedHeld = 10;
constexpr int CheckedFree = 11;
constexpr int CheckedUnknown = 12;
constexpr int CheckedAbsent = 13;
constexpr int NotExecutable = 126;
constexpr int NotFound = 127;
constexpr int SignalBase = 128; ///< plus the number of the signal

} // namespace Ctl::ExitStatus
