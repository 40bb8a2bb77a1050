// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* MkdirLockFile (lib/locks/mkdirlockfile.cpp): a directory with a file that names its owner. Also: a process that
 * inspects it never finds a directory without an owner.
 * ORIGINAL: pylockfile 0.12.2 creates the directory and then the file in it, and removes them in the other order.
 * IN_PLACE: makeInPlace(), for file systems that cannot rename without replacing.
 * BREAKER: another process breaks a held lock by force. ATOMIC_RELEASE: as in link.pml.
 * Assumed: isMineAtLast(), which checks again after a millisecond, sees a directory that moveAway() moved by mistake. */
#include "holders.pml"

#define NONE 0
byte path;      /* the directory at the path; NONE: none. Process p creates directory p */
byte entry[4];  /* the owner that the file in the directory names; 0: empty */
byte moving;    /* processes between moveAway() and moveBack() */

proctype user(byte me)
{
    byte moved;
    bool made;
    byte rounds = 0;
again:
    path == NONE;                           /* isTaken(): fstatat; EventWait if it is taken */
#if defined(ORIGINAL) || defined(IN_PLACE)
    atomic {                                /* mkdirat */
        made = false;
        if
        :: path == NONE -> path = me; entry[me] = 0; made = true; lost[me] = false
        :: else
        fi
    }
    if :: made :: else -> goto again fi;
    atomic {                                /* makeEntry(): openat(O_EXCL), by the path */
        if
        :: path != NONE -> entry[path] = me
        :: else -> made = false             /* ENOENT: LockFailed */
        fi
    }
    if :: made :: else -> goto done fi;
#else
    entry[me] = me;                         /* mkdirat and makeEntry() under a private name */
    atomic {                                /* renameat2(RENAME_NOREPLACE) */
        made = false;
        if
        :: path == NONE -> path = me; made = true; lost[me] = false
        :: else
        fi
    }
    if :: made :: else -> goto again fi;    /* withdraw() */
#endif
    CRITICAL_SECTION;
#ifdef ORIGINAL
    if                                      /* release(): exists(unique_name) */
    :: path != NONE && entry[path] == me ->
        atomic {                            /* os.unlink(unique_name) */
            made = (path != NONE && entry[path] == me);
            if :: made -> entry[path] = 0 :: else fi
        }
        if                                  /* os.rmdir(lock_file): only an empty directory */
        :: made ->
            atomic {
                if
                :: path != NONE && entry[path] == 0 ->
                    printf("process %d removes the directory of %d\n", me, path); path = NONE
                :: else
                fi
            }
        :: else
        fi
    :: else
    fi;
#else
#ifdef ATOMIC_RELEASE
    atomic {
#endif
    if                                      /* doRelease(): isMineAtLast(): fstatat of the file in the directory */
    :: path != NONE && entry[path] == me ->
        atomic { moved = path; path = NONE; moving++ }       /* moveAway(): renameat2 to a private name */
        if
        :: moved == NONE || entry[moved] == me -> moving--   /* remove(): fstatat, renameat2, unlinkat, unlinkat */
        :: else ->
            atomic {                                         /* NotMyLock: moveBack(): renameat2(RENAME_NOREPLACE) */
                moving--;
                if
                :: path == NONE -> path = moved
                :: else -> printf("process %d moved the lock of %d and cannot restore it\n", me, moved)
                fi
            }
        fi
    :: moving == 0 && !(path != NONE && entry[path] == me)   /* NotMyLock */
    fi;
#ifdef ATOMIC_RELEASE
    }
#endif
#endif
done:
    rounds++;
    if :: rounds < 2 -> goto again :: else fi
}

#ifdef INSPECTOR
active proctype inspector()
{
    if
    :: atomic { path != NONE -> printf("inspected: the directory of process %d\n", path); assert(entry[path] != 0) }
    :: skip
    fi
}
#endif

#ifdef BREAKER
active proctype breaker()
{
    if
    :: atomic { path != NONE -> printf("the lock of process %d is broken\n", path); lost[path] = true; path = NONE }
    :: skip
    fi
}
#endif

init { atomic { run user(1); run user(2); run user(3) } }
