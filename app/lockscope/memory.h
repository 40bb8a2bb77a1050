// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace App {

/// Makes the allocator reuse memory before it requests more. Call it before threads exist.
void limitAllocator();

/// Returns the memory that is free to the system. A scan of many locks leaves much of it.
void returnFreeMemory();

} // namespace App
