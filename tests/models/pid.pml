// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* PidLockFile (lib/locks/pidlockfile.cpp): a file with the PID of its owner. Also: a process that inspects it never finds
 * one without a PID.
 * ORIGINAL: pylockfile 0.12.2 creates the file and then writes the PID. BREAKER, ATOMIC_RELEASE: as in link.pml. */
#include "holders.pml"

byte path;      /* the inode at the path; 0: none. The file of process p is inode p */
bool hasPid[4]; /* its content is complete */

#define UNLINK_PATH printf("process %d removes the lock of %d\n", me, path); path = 0

proctype user(byte me)
{
    bool made;
    byte rounds = 0;
again:
    path == 0;                              /* isTakenByPid(): fstatat; EventWait if it is taken */
#ifdef ORIGINAL
    atomic {                                /* os.open(O_CREAT | O_EXCL) */
        made = false;
        if
        :: path == 0 -> path = me; hasPid[me] = false; made = true; lost[me] = false
        :: else
        fi
    }
    if :: made -> hasPid[me] = true         /* write() */
       :: else -> goto again
    fi;
#else
    hasPid[me] = true;                      /* PrivateFile::create(): openat and pwrite of a private name */
    atomic {                                /* PrivateFile::publish(): renameat2(RENAME_NOREPLACE), or linkat */
        made = false;
        if
        :: path == 0 -> path = me; made = true; lost[me] = false
        :: else
        fi
    }
    if :: made :: else -> goto again fi;
#endif
    CRITICAL_SECTION;
#ifdef ATOMIC_RELEASE
    atomic { if :: path == me -> UNLINK_PATH :: else fi };
#else
    if                                      /* doRelease(): isMine(): fstatat and pread */
    :: path == me -> atomic { UNLINK_PATH } /* unmake(): unlinkat */
    :: else                                 /* NotMyLock */
    fi;
#endif
    rounds++;
    if :: rounds < 2 -> goto again :: else fi
}

active proctype inspector()
{
    if
    :: atomic { path != 0 -> printf("inspected: the file of process %d\n", path); assert(hasPid[path]) }
    :: skip
    fi
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
