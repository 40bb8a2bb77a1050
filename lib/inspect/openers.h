// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/opinion.h"

namespace Lockscope {

/// Who has the lock's file open may change what is thought of it: not what a kernel lock proves, nor what is free by
/// the rules of a known format.
bool isForOpenersToDecide(const Opinion &opinion);

/// Weighs who has the file open: facts.openers and facts.openersComplete.
///
/// A process that has it open for writing or mapped probably holds the lock, and so does one that has an empty file
/// open, for there is nothing in it to read. One that has a file with content open for reading may only look at it
/// (tail, less, a backup): then `stale` becomes `unknown`, and nothing else changes. That nobody has it open supports
/// `stale`, and proves nothing.
void weighOpeners(Opinion &opinion);

} // namespace Lockscope
