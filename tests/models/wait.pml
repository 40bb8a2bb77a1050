// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* LockFile::acquireByEvents() (lib/locks/lockfile.cpp) and EventWait::untilWorthTrying() (lib/locks/eventwait.cpp): no
 * process sleeps while the lock is free. Without TIMER the pauses of EventWait never end while there is a watch, so
 * that only events can wake a process.
 * KERNEL: the file is kept, and a kernel lock on it is the lock.
 * WATCHED_ONCE: no attempt follows a new watch, unlike in the code.
 * EVENT_FIRST: the kernel reports the event before the lock is free, as with a close (flock, OFD) and a commit to a
 * write-ahead log: needs TIMER.
 * BREAKER: the lock of a killed process is replaced by a placeholder, which is then removed (Quarantine::take()). */
#include "holders.pml"

#define PLACEHOLDER 5
byte path;       /* the inode at the path; 0: none. Process p creates inode p, a killed one created 4 */
byte watched[4]; /* the inode that process p watches; 0: none */
bool event[4];   /* its inotify descriptor is readable */
byte n;

#ifdef KERNEL
#define WATCHED(inode) 6 /* one file, IN_CLOSE */
#else
#define WATCHED(inode) (inode) /* IN_ATTRIB, IN_MOVE_SELF, IN_DELETE_SELF */
#endif
#define REPORT(inode) \
    d_step { n = 1; do :: n <= 3 -> if :: watched[n] == WATCHED(inode) -> event[n] = true :: else fi; n++ :: else -> break od }

proctype user(byte me)
{
    byte added;
    bool made;
again:
    atomic {                                /* attempt() */
        made = false;
        if
        :: path == 0 -> path = me; made = true
        :: else
        fi
    }
    if
    :: made -> goto acquired
    :: else
    fi;
    atomic {                                /* isWatchedAnew(): inotify_add_watch, inotify_rm_watch */
        added = WATCHED(path);
        if
        :: added == watched[me] -> made = false
        :: else -> watched[me] = added; made = true
        fi
    }
#ifndef WATCHED_ONCE
    if
    :: made -> goto again                   /* there is no event for what happened before */
    :: else
    fi;
#endif
    if                                      /* ppoll() */
    :: event[me] -> event[me] = false       /* read() */
    :: watched[me] == 0                     /* nothing to watch: pause */
#ifdef TIMER
    :: true
#endif
    fi;
    goto again;
acquired:
    CRITICAL_SECTION;
#ifdef EVENT_FIRST
    atomic { REPORT(me) }
    path = 0
#else
    atomic { path = 0; REPORT(me) }         /* unmake() */
#endif
}

#ifdef BREAKER
active proctype breaker()
{
    if
    :: atomic { path == 4 -> path = PLACEHOLDER; REPORT(4) }            /* renameat2(RENAME_EXCHANGE) */
    fi;
    atomic { path == PLACEHOLDER -> path = 0; REPORT(PLACEHOLDER) }     /* removeMark(): renameat2, unlinkat */
}
#endif

init {
#ifdef BREAKER
    path = 4;
#endif
    atomic { run user(1); run user(2); run user(3) }
}
