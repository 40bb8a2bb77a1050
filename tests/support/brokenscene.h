// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/locktest.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

/// Locks of exited processes, to be broken: each row has one way to create a lock.
struct StaleLock
{
    const char *name;
    /// Creates the lock at this path as the process with this PID would have created it.
    void (*make)(const std::filesystem::path &lock, pid_t owner);
    int names; ///< number of names in its directory: the lock and its companion files
};
const std::vector<StaleLock> &staleLocks();
/// The column `kind`, and a row for each of them with its index.
void addRowsForStaleLocks();

/// The PID of a process that has exited.
pid_t exitedProcess();

/// Everything in a directory, recursively, that could differ: one line per name with its inode, mode, owner, link
/// count, modification time, and content or target.
QStringList snapshotOf(const std::filesystem::path &directory);

/// Makes the journal entry of a broken lock older, as if time had passed.
void ageJournalEntry(const std::filesystem::path &note, std::chrono::hours by);

/// This host's name as recorded in locks.
std::string ownHostname();
