// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* OpenlockFile (lib/locks/openlockfile.cpp, openlockcontent.cpp, privatefile.cpp): a stale file is replaced, and the
 * process that it names after race_delay holds the lock. OURS processes use this library; the others are peers of
 * openlock 1.2 (tests/process/openlockpeer.py). Initially there is the file of a killed process.
 * SLOW: replacing may take any time. Otherwise a process that found the file stale before a delay began has replaced it, or
 * has stopped trying, before the delay ends, as openlock assumes.
 * KEEP: a holder keeps the lock: only the stale file is replaced, and no file is created while there is none. */
#include "holders.pml"
#ifndef OURS
#define OURS 3
#endif

#define STALE 4
byte path = STALE; /* the inode at the path, 0: none; the file of process p is inode p */
bool locked;       /* the flock on the stale file: only one of ours replaces it */
bool foundStale[4];    /* process p has found the file stale and has not replaced it yet */
bool awaits[16];   /* me * 4 + p: the delay of `me` does not end before p has replaced the file */

bool exited[5];    /* its file, if it still exists, is stale */

#define IS_RUNNING(inode) ((inode) >= 1 && (inode) <= 3 && !exited[inode])
#define DONE(p) foundStale[p] = false; awaits[4 + p] = false; awaits[8 + p] = false; awaits[12 + p] = false
#define DELAY \
    atomic { \
        awaits[me * 4 + 1] = foundStale[1]; awaits[me * 4 + 2] = foundStale[2]; awaits[me * 4 + 3] = foundStale[3] \
    }; \
    DELAY_ENDS
#ifdef KEEP
#define HOLD atomic { holds[me] = true; printf("process %d holds the lock\n", me) }; assert(HOLDERS <= 1); goto done
#define WAIT end
#else
#define HOLD CRITICAL_SECTION
#define WAIT wait
#endif
#ifdef SLOW
#define DELAY_ENDS skip
#else
#define DELAY_ENDS !awaits[me * 4 + 1] && !awaits[me * 4 + 2] && !awaits[me * 4 + 3]
#endif

proctype ours(byte me)
{
    byte seen;
    byte other;
    bool made;
again:
    atomic {                                /* OpenlockContent::read(): fstatat, openat, fstat, pread; counts() */
        seen = path;
        foundStale[me] = (seen != 0 && !IS_RUNNING(seen))
    }
    if
    :: IS_RUNNING(seen) ->
WAIT:   path != seen || exited[seen]; goto again             /* EventWait */
    :: seen == 0 ->
        atomic {                            /* create(): PrivateFile::publish(): renameat2(RENAME_NOREPLACE) */
            made = false;
            if :: path == 0 -> path = me; made = true :: else fi
        }
        if :: made -> goto acquired :: else -> goto again fi
    :: else
    fi;
    if                                      /* replaceBy(): flock(LOCK_EX | LOCK_NB) on the file that was found stale */
    :: atomic { !locked -> locked = true }
    :: atomic { locked -> DONE(me) } -> goto again           /* Busy */
    fi;
    if                                      /* publishInPlaceOf(): names(path, old): fstatat */
    :: path == seen
    :: atomic { path != seen -> locked = false; DONE(me) } -> goto again
    fi;
    atomic {                                /* renameat2(RENAME_EXCHANGE); ENOENT if there is none */
        other = path;
        if :: path != 0 -> path = me; printf("process %d replaces file %d\n", me, other) :: else fi
    }
    if
    :: atomic { other == seen -> DONE(me) }
    :: atomic { other == 0 -> locked = false; DONE(me) } -> goto again
    :: else ->                              /* exchangeBack(): renameat2(RENAME_EXCHANGE), and again if it was not ours */
        atomic {
            seen = path;
            if :: path != 0 -> path = other :: else fi
        }
        if
        :: seen != 0 && seen != me -> atomic { if :: path != 0 -> path = seen :: else fi }
        :: else
        fi;
        atomic { locked = false; DONE(me) }
        goto again
    fi;
    locked = false;                         /* ~OpenlockContent(): close */
    DELAY;
    if                                      /* mark.isAt(): fstatat */
    :: path == me
    :: path != me -> goto again
    fi;
acquired:
    HOLD;
    if                                      /* doRelease(): isMine(); unmake(): unlinkat */
    :: atomic { path == me -> path = 0 }
    :: path != me
    fi;
    exited[me] = true;
done:
    skip
}

proctype peer(byte me)
{
    byte seen;
    bool made;
again:
    atomic { seen = path; foundStale[me] = !IS_RUNNING(seen) }   /* _is_locked() */
    if
    :: IS_RUNNING(seen) ->
WAIT:   path != seen || exited[seen]; goto again
    :: else
    fi;
    atomic {                                /* os.link() */
        made = false;
        if :: path == 0 -> path = me; made = true; DONE(me) :: else fi
    }
    if :: made -> goto acquired :: else fi;
    atomic { seen = path; if :: IS_RUNNING(seen) -> DONE(me) :: else fi }     /* _is_locked() */
    if :: IS_RUNNING(seen) -> goto again :: else fi;
    atomic { printf("peer %d replaces file %d\n", me, path); path = me; DONE(me) }     /* os.replace() */
    DELAY;
    if                                      /* _owner() */
    :: path == me
    :: path != me -> goto again
    fi;
acquired:
    HOLD;
    path = 0;                               /* os.remove(), whatever has the name */
    exited[me] = true;
done:
    skip
}

init {
    atomic {
        byte p;
        for (p : 1 .. 3) {
            if :: p <= OURS -> run ours(p) :: else -> run peer(p) fi
        }
    }
}
