// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "contender.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>

#include <sys/types.h>

/// A child process with one contender, or with a Python original. It is ordered about line by line and answers each
/// order with one number; all players are measured by the same orders.
///
///     acquire     when it had the lock, on the steady clock, in nanoseconds
///     release     when it began to release
///     batch N     nanoseconds for one acquire and release, of N after two that do not count
///     count MS    how often it had the lock within so many milliseconds
class Player
{
public:
    Player(const MakeContender &make, const std::filesystem::path &path);
    static std::unique_ptr<Player> original(std::string_view kind, const std::filesystem::path &path);
    ~Player();
    Player(const Player &) = delete;
    Player &operator=(const Player &) = delete;

    void order(const std::string &line);
    std::int64_t answer();
    std::int64_t ask(const std::string &line)
    {
        order(line);
        return answer();
    }
    /// Lets it run on this processor only, counted among those that this program may use.
    void pin(unsigned place);
    /// CPU time used so far.
    std::chrono::nanoseconds processorTime() const;

private:
    Player() = default;
    void start(const std::function<void()> &inChild);

    pid_t m_pid = -1;
    std::FILE *m_to = nullptr;
    std::FILE *m_from = nullptr;
};

/// How to create a player, and its name in the table. The path is that of a lock that no other entry uses.
struct Entrant
{
    std::string name;
    std::function<std::unique_ptr<Player>(const std::filesystem::path &path)> start;
};

Entrant entrant(std::string name, MakeContender make);
/// The Python original of this kind.
Entrant originalEntrant(std::string_view kind);

/// A directory for locks that is removed with its content.
class LockDirectory
{
public:
    explicit LockDirectory(const std::filesystem::path &place);
    ~LockDirectory();
    LockDirectory(const LockDirectory &) = delete;
    LockDirectory &operator=(const LockDirectory &) = delete;
    /// A path for a lock, in its own directory.
    std::filesystem::path lockFor(const std::string &name) const;

private:
    std::filesystem::path m_path;
};

/// Where locks are put, the first place is where hand-offs are measured: LOCKSCOPE_BENCH_PLACES, separated by colons.
std::span<const std::filesystem::path> places();
