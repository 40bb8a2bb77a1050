// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope/memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace App {

// With 100,000 locks, the defaults of glibc keep 600 MB instead of 400: reports are created in threads with arenas of
// their own, and copied to the window.

void limitAllocator()
{
#ifdef __GLIBC__
    constexpr int Large = 64 << 10; // larger blocks are returned as soon as they are free
    ::mallopt(M_ARENA_MAX, 1);
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
