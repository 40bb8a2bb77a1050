// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace App {

// Reports are created in other threads, and the window keeps a small part of each. With a single arena, what it keeps
// is scattered among reports that are freed; with the default of glibc, each of many arenas keeps free memory.

void limitAllocator()
{
#ifdef __GLIBC__
    constexpr int Large = 64 << 10; // larger blocks are returned as soon as they are free
    constexpr int Arenas = 2;       // one for the window, one for all other threads
    ::mallopt(M_ARENA_MAX, Arenas);
    ::mallopt(M_MMAP_THRESHOLD, Large);
    ::mallopt(M_TRIM_THRESHOLD, 2 * Large);
#endif
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace App
