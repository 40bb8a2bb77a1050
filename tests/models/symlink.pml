// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* SymlinkLockFile (lib/locks/symlinklockfile.cpp): a symbolic link to the unique name of its owner. The protocol of
 * pylockfile is the same. BREAKER, ATOMIC_RELEASE: as in link.pml. */
#include "holders.pml"

byte path; /* the process that the target of README.lock names; 0: no link */

#define UNLINK_PATH printf("process %d removes the lock of %d\n", me, path); path = 0

proctype user(byte me)
{
    bool made;
    byte rounds = 0;
again:
    atomic {                                /* make(): symlinkat */
        made = false;
        if
        :: path == 0 -> path = me; made = true; lost[me] = false
        :: else
        fi
    }
    if
    :: made
    :: else -> path == 0; goto again        /* EEXIST: EventWait until the link is removed */
    fi;
    CRITICAL_SECTION;
#ifdef ATOMIC_RELEASE
    atomic { if :: path == me -> UNLINK_PATH :: else fi };
#else
    if                                      /* doRelease(): isMine(): readlinkat */
    :: path == me -> atomic { UNLINK_PATH } /* unmake(): unlinkat */
    :: else                                 /* NotMyLock */
    fi;
#endif
    rounds++;
    if :: rounds < 2 -> goto again :: else fi
}

#ifdef BREAKER
active proctype breaker()
{
    if
    :: atomic { path != 0 -> printf("the lock of process %d is broken\n", path); lost[path] = true; path = 0 }
    :: skip
    fi
}
#endif

init { atomic { run user(1); run user(2); run user(3) } }
