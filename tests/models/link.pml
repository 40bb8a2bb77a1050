// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* LinkLockFile (lib/locks/linklockfile.cpp): a hard link to a file with a unique name.
 * ORIGINAL: the release of pylockfile 0.12.2, which removes any file with the name.
 * BREAKER: another process breaks a held lock by force, as LockFile::breakLock() and break_lock() do.
 * ATOMIC_RELEASE: no process is scheduled between the two steps of a release. */
#include "holders.pml"

byte path;     /* the inode that README.lock names; 0: none. The unique file of process p is inode p */
byte links[4]; /* st_nlink of the unique files */

#define UNLINK_PATH \
    if \
    :: path != 0 -> printf("process %d removes the lock of %d\n", me, path); links[path]--; path = 0 \
    :: else \
    fi

proctype user(byte me)
{
    bool linked;
    byte rounds = 0;
again:
    path == 0;                              /* MarkerLockFile::isTaken(): fstatat; EventWait if it is taken */
    links[me] = 1;                          /* make(): openat(O_EXCL) of the unique name */
    atomic {                                /* link(): linkat */
        if
        :: path == 0 -> path = me; links[me]++; linked = true; lost[me] = false
        :: else -> linked = false
        fi
    }
    if
    :: linked -> linked = false             /* NFS: the reply was lost */
    :: skip
    fi;
    if                                      /* MarkFile::adopt(): fstat; links() == 2 */
    :: links[me] == 2 -> skip
    :: else -> links[me] = 0; goto again    /* cleanUp(): unlinkat */
    fi;
    CRITICAL_SECTION;
#ifdef ORIGINAL
    atomic {                                /* release(): exists(lock_file) and exists(unique_name) */
        links[me]--;                        /* unlink(unique_name) */
        UNLINK_PATH                         /* unlink(lock_file) */
    }
#elif defined(ATOMIC_RELEASE)
    atomic { if :: path == me -> UNLINK_PATH :: else fi };
#else
    if                                      /* doRelease(): isMine(): fstatat */
    :: path == me -> atomic { UNLINK_PATH } /* unmake(): unlinkat */
    :: else                                 /* NotMyLock */
    fi;
#endif
    links[me] = 0;                          /* cleanUp(): unlinkat */
    rounds++;
    if :: rounds < 2 -> goto again :: else fi
}

#ifdef BREAKER
active proctype breaker()
{
    /* Once, at any time, or never. A rename to quarantine keeps the link count. */
    if
    :: atomic { path != 0 -> printf("the lock of process %d is broken\n", path); lost[path] = true; path = 0 }
    :: skip
    fi
}
#endif

init { atomic { run user(1); run user(2); run user(3) } }
