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

/// Locks of processes that have ended, to be broken: one way to make a lock in each row.
struct StaleLock
{
    const char *name;
    /// Makes the lock at this path as the process of this number would have made it.
    void (*make)(const std::filesystem::path &lock, pid_t owner);
    int names; ///< that it has in its folder: the lock and its companions
};
const std::vector<StaleLock> &staleLocks();

/// The number of a process that was and is no more.
pid_t exitedProcess();

/// Everything in a folder, and below it, by which it could differ: a line for each name with its inode, mode, owner,
/// links, time of modification, and content or target.
QStringList snapshotOf(const std::filesystem::path &directory);

/// Makes the note of a broken lock older than it is, as if the clock had gone on.
void ageJournalEntry(const std::filesystem::path &note, std::chrono::hours by);

/// This host's name as locks write it.
std::string ownHostname();
