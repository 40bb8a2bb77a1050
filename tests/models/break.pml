// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* Quarantine (lib/system/quarantine.cpp) under FileBreak (lib/breaking/filebreak.cpp): two breakers and processes that
 * acquire and release, for a lock that is a file or a link. Initially there is the lock of a killed process, and both
 * breakers have proven it stale.
 * FALLBACK: takeAtOnce(), for file systems that cannot exchange two names.
 * CRASH: a breaker may be killed before any call; settleBreak() then completes or rolls back.
 * NO_GUARD: the directory cannot be locked (DirectoryGuard), so that breakers interfere. Holders still exclude each other, but
 * a placeholder may remain until the next program reads the journal (FileBreak::settle()), and a lock that its holder
 * released in that moment may be restored; it is stale once that process exits.
 * UNDO: restore() of the lock that the first breaker moved.
 * PLAIN: what a breaker without quarantine does: inspect, then unlink.
 * Assumed: a release waits long enough for a lock that was moved by mistake (isMineAtLast() checks for a second). */
#include "holders.pml"
#ifndef ROUNDS
#define ROUNDS 1
#endif

#define STALE 4
#define MARK(b) (4 + (b)) /* the placeholder of breaker b: 5 and 6 */
#define IS_MARK(inode) ((inode) == 5 || (inode) == 6)
byte path = STALE;  /* the inode that the lock's name refers to; 0: none. Processes create 1 to 3 */
byte quarantine[3];      /* the private name of breaker b */
byte placeholderName[3];  /* its private name for the placeholder */
byte working;       /* breakers between their first and last call */
byte doneUsers;
bool guarded;       /* the flock on the directory */
#ifdef NO_GUARD
#define GUARD
#define UNGUARD
#define GIVES_UP true
#else
#define GIVES_UP false
#define GUARD atomic { !guarded -> guarded = true }
#define UNGUARD guarded = false
#endif

proctype user(byte me)
{
    bool made;
    byte rounds = 0;
again:
end:                                        /* with CRASH possibly no breaker breaks the lock */
    path == 0;                              /* isTaken(): fstatat; EventWait if it is taken */
    atomic {                                /* make() */
        made = false;
        if :: path == 0 -> path = me; made = true :: else fi
    }
    if :: made :: else -> goto again fi;
    CRITICAL_SECTION;
    if                                      /* doRelease(): isMineAtLast(): fstatat */
    :: path == me -> path = 0               /* unmake(): unlinkat, whatever has the name now */
    :: path != me && ((!IS_MARK(path) && working == 0) || GIVES_UP)       /* NotMyLock */
    fi;
    rounds++;
    if :: rounds < ROUNDS -> goto again :: else fi;
    doneUsers++
}

#define EXCHANGE(b) made = path; path = quarantine[b]; quarantine[b] = made
#ifdef CRASH
#define MAY_BE_KILLED if :: goto settle :: skip fi
#else
#define MAY_BE_KILLED skip
#endif

/* hasMark(): repeats the check while another breaker's placeholder has the name, for a second at most. */
#define CHECKED_LONG_ENOUGH (GIVES_UP || (quarantine[3 - b] == 0 && placeholderName[3 - b] == 0))
#define HAS_MARK(b) \
    if \
    :: path == MARK(b) -> mine = true \
    :: path != MARK(b) && (!IS_MARK(path) || CHECKED_LONG_ENOUGH) -> mine = false \
    fi

/* removeMark() and dropMark() */
#define REMOVE_MARK(b) \
    HAS_MARK(b); \
    MAY_BE_KILLED; \
    if \
    :: mine -> \
        atomic { placeholderName[b] = path; path = 0 };      /* moveAside(): renameat2(RENAME_NOREPLACE) */ \
        MAY_BE_KILLED; \
        DROP_MARK(b) \
    :: else \
    fi
#define DROP_MARK(b) \
    if \
    :: placeholderName[b] == MARK(b) || placeholderName[b] == 0 -> placeholderName[b] = 0       /* unlinkat */ \
    :: else -> \
        atomic { \
            if :: path == 0 -> path = placeholderName[b]; placeholderName[b] = 0 :: else fi   /* moveBack() */ \
        } \
    fi

/* moveBack(): renameat2(RENAME_NOREPLACE). A lock that cannot be restored is recorded as displaced. */
#define GIVE_BACK(b) atomic { if :: path == 0 -> path = quarantine[b]; quarantine[b] = 0 :: else fi }
/* The same without MAY_BE_KILLED: settling is not killed in this model. */
#define REMOVE_MARK_SETTLED(b) \
    HAS_MARK(b); \
    if \
    :: mine -> atomic { placeholderName[b] = path; path = 0 }; DROP_MARK(b) \
    :: else \
    fi

proctype breaker(byte b)
{
    byte made;
    bool mine;
    bool took = false;
#ifdef PLAIN
    if
    :: path == STALE -> atomic { printf("breaker %d removes %d\n", b, path); path = 0 }
    :: path != STALE
    fi
#else
    working++;
    GUARD;
#ifdef FALLBACK
    MAY_BE_KILLED;
    if                                      /* takeAtOnce(): isWanted() */
    :: path == STALE
    :: path != STALE -> goto done
    fi;
    MAY_BE_KILLED;
    atomic {                                /* moveAside(): renameat2 */
        printf("breaker %d moves %d\n", b, path);
        quarantine[b] = path; path = 0
    }
    if :: quarantine[b] == 0 -> goto done :: else fi;
    MAY_BE_KILLED;
    atomic {                                /* symlinkat of the placeholder */
        if :: path == 0 -> path = MARK(b); mine = true :: else -> mine = false fi
    }
    MAY_BE_KILLED;
    if                                      /* isWanted() */
    :: quarantine[b] == STALE -> took = true; REMOVE_MARK(b)
    :: mine && path == 0 -> quarantine[b] = 0    /* its holder released it */
    :: else -> REMOVE_MARK(b); GIVE_BACK(b)
    fi;
#else
    MAY_BE_KILLED;
    quarantine[b] = MARK(b);                     /* symlinkat */
    MAY_BE_KILLED;
    if                                      /* isWanted(name) */
    :: path == STALE
    :: path != STALE -> quarantine[b] = 0; goto done
    fi;
    MAY_BE_KILLED;
    atomic {                                /* renameat2(RENAME_EXCHANGE) */
        if
        :: path != 0 -> EXCHANGE(b); printf("breaker %d moves %d\n", b, quarantine[b])
        :: else -> quarantine[b] = 0
        fi
    }
    if :: quarantine[b] == 0 -> goto done :: else fi;
    MAY_BE_KILLED;
    if                                      /* isWanted(aside) */
    :: quarantine[b] == STALE -> took = true; REMOVE_MARK(b)
    :: else ->                              /* returnUnwanted() */
        HAS_MARK(b);
        if
        :: !mine && path != 0 -> goto displaced
        :: else
        fi;
        MAY_BE_KILLED;
        atomic { if :: path != 0 -> EXCHANGE(b) :: else fi }
        MAY_BE_KILLED;
        if
        :: quarantine[b] == MARK(b) -> quarantine[b] = 0
        :: else -> atomic { if :: path != 0 -> EXCHANGE(b) :: else fi }
displaced:
            if :: path == 0 -> quarantine[b] = 0 :: else fi
        fi
    fi;
#endif
    goto done;
#ifdef CRASH
settle:
    UNGUARD;                                /* the kernel releases it */
                                            /* settleBreak() of the next program that reads the journal */
    if
    :: path != MARK(b) && quarantine[b] == STALE -> took = true; DROP_MARK(b)
    :: else ->                              /* putBack() */
        DROP_MARK(b);
        if
        :: path != MARK(b) && quarantine[b] == MARK(b) -> quarantine[b] = 0; goto done
        :: else
        fi;
        HAS_MARK(b);
        if
        :: mine ->
            atomic { if :: path != 0 && quarantine[b] != 0 -> EXCHANGE(b) :: else fi }
            if
            :: quarantine[b] == MARK(b) -> quarantine[b] = 0; goto done
            :: else -> atomic { if :: path != 0 && quarantine[b] != 0 -> EXCHANGE(b) :: else fi }
            fi
        :: else
        fi;
        REMOVE_MARK_SETTLED(b);
        GIVE_BACK(b)
    fi;
#endif
done:
    UNGUARD;
    working--;
#ifdef UNDO
    if
    :: took ->
        atomic {                            /* restore(): moveBack(): renameat2(RENAME_NOREPLACE) */
            if
            :: path == 0 -> path = quarantine[b]; quarantine[b] = 0; printf("the stale lock is restored\n")
            :: else                         /* UndoRefused */
            fi
        };
        GUARD;
        atomic { if :: path == STALE -> path = 0 :: else fi }    /* broken again, so that the other processes can finish */
        UNGUARD
    :: else
    fi;
#endif
#ifndef NO_GUARD
    assert(path != MARK(b) && placeholderName[b] == 0);   /* nothing of this breaker keeps the name */
#endif
    /* It took the stale lock or nothing. */
    assert(!took || quarantine[b] == STALE || quarantine[b] == 0)
#endif
}

#if !defined(CRASH) && !defined(NO_GUARD)
/* No process waits for a broken lock. */
active proctype observer()
{
    (doneUsers == 2);
}
#endif

init {
    atomic {
        run breaker(1);
        run breaker(2);
        run user(1);
        run user(2)
    }
}
