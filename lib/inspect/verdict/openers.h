// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/verdict/conclusion.h"

namespace Lockscope {

/// Whether the processes that have the file open may change the verdict: not if a kernel lock decides, nor if it is
/// free by the rules of a known format.
bool isForOpenersToDecide(const Conclusion &conclusion);

/// Weighs the processes that have the file open: facts.openers and facts.openersComplete.
///
/// A process that has it open for writing or mapped probably holds the lock, and so does one that has an empty file
/// open, because there is nothing to read in it. One that has a file with content open for reading may only be reading
/// it (tail, less, a backup): then `stale` becomes `unknown`, and nothing else changes. If no process has it open, that
/// supports `stale`, but proves nothing.
void weighOpeners(Conclusion &conclusion);

} // namespace Lockscope
