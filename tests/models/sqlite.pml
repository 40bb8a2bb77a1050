// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* SqliteLockFile (lib/locks/sqlitelockfile.cpp, sqlitedatabase.cpp) and RowBreak (lib/breaking/rowbreak.cpp): a row with
 * the path of the lock and the unique name of its owner. A statement that writes is one transaction, and transactions are
 * serial: one atomic step here.
 * ORIGINAL: pylockfile 0.12.2 on a database that processes share, without a unique index.
 * BREAKER: RowBreak reads the name in the row of a killed process, deletes the row, then restores it. */
#include "holders.pml"

byte rows[4]; /* rows of this lock with the name of this owner */
#ifdef BREAKER
byte leftRow = 1; /* the row of the killed process */
#else
#define leftRow 0
#endif
#define ANY (rows[1] + rows[2] + rows[3] + leftRow)

proctype user(byte me)
{
    bool made;
    byte rounds = 0;
again:
    ANY == 0;                               /* EventWait: IN_MODIFY of the database, and after 250 ms */
#ifdef ORIGINAL
    rows[me]++;                             /* is_locked(), then INSERT */
    if                                      /* SELECT ... WHERE unique_name: never sees the rows of others */
    :: rows[me] > 1 -> rows[me] = 0; goto again
    :: else
    fi;
#else
    atomic {                                /* make(): INSERT ... WHERE NOT EXISTS; changes == 1 */
        made = false;
        if
        :: ANY == 0 -> rows[me] = 1; made = true
        :: else
        fi
    }
    if :: made :: else -> goto again fi;
#endif
    CRITICAL_SECTION;
    rows[me] = 0;                           /* isMine(): SELECT; unmake(): DELETE of this owner's row only */
    rounds++;
    if :: rounds < 2 -> goto again :: else fi
}

#ifdef BREAKER
active proctype breaker()
{
    atomic {                                /* breakLock(): DELETE of the row with this name; deleted > 0 */
        if
        :: leftRow == 1 -> leftRow = 0; printf("the row of the killed process is deleted\n")
        :: else
        fi
    }
    if
    :: atomic {                             /* restore(): INSERT ... WHERE NOT EXISTS */
           if
           :: ANY == 0 -> leftRow = 1; printf("the row is restored\n")
           :: else                          /* UndoRefused */
           fi
       };
       assert(ANY == 1 || leftRow == 0);
       leftRow = 0                          /* broken again, so that the other processes can finish */
    :: skip
    fi
}

active proctype secondBreaker()             /* has read the same name */
{
    leftRow = 0
}
#endif

init {
    atomic { run user(1); run user(2); run user(3) }
}
