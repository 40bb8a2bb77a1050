// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

/* For the models: which of the processes 1 to 3 hold the lock. A holder whose lock was broken by force does not count. */
bool holds[4];
bool lost[4];
#define HOLDERS ((holds[1] && !lost[1]) + (holds[2] && !lost[2]) + (holds[3] && !lost[3]))

/* The critical section of process `me`. */
#define CRITICAL_SECTION \
    atomic { holds[me] = true; printf("process %d holds the lock\n", me) }; \
    assert(HOLDERS <= 1); \
    holds[me] = false
