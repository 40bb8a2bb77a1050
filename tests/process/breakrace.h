// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>

/// Some processes acquire, refresh, release and abandon locks of one kind, while others break the ones that they
/// consider stale. No running holder may lose its lock, and no two may hold it at once.

/// State that the processes of one series of trials share.
struct Ledger
{
    std::atomic<int> holding{0};   ///< processes that believe that they hold the lock
    std::atomic<int> twoAtOnce{0}; ///< times that more than one did
    std::atomic<int> lost{0};      ///< locks that a holder lost for good
    std::atomic<long> acquired{0}; ///< by holders
    std::atomic<long> trials{0};   ///< times that a breaker tried to break a lock that it had seen stale
    std::atomic<long> broken{0};
    std::atomic<long> undone{0};    ///< broken, and restored by an undo
    std::atomic<long> restored{0};  ///< another lock was moved to the quarantine, and restored
    std::atomic<long> displaced{0}; ///< and could not be restored
    std::atomic<long> failed{0};    ///< refused by the system
    std::atomic<long> disturbed{0}; ///< times that a holder's lock was in the quarantine when the holder read it
    std::atomic<bool> over{false};
};

/// Random decisions of one process.
class Chance
{
public:
    explicit Chance(unsigned seed)
        : m_engine(seed)
    {}
    bool oneIn(unsigned n) { return m_engine() % n == 0; }
    /// Lets other processes continue for a random time, so that steps of different processes interleave.
    void pause();

private:
    std::minstd_rand m_engine;
};

/// A kind of marker as its users handle it: created only if the path is free, identified by its content, checked before
/// it is removed.
class Marker
{
public:
    virtual ~Marker() = default;
    explicit Marker(std::filesystem::path lock)
        : m_lock(std::move(lock))
    {}
    virtual std::string nameOwner(bool isDead, unsigned number, unsigned long turn) const;
    virtual bool make(const std::string &owner) = 0;
    virtual std::string ownerOf(const std::filesystem::path &path) const = 0;
    virtual void refresh() = 0;
    virtual void remove(const std::string &owner) = 0;
    /// A lock that a breaker moved to the quarantine by mistake is restored within microseconds; otherwise it is lost.
    virtual std::chrono::steady_clock::duration maxTimeInQuarantine() const { return std::chrono::minutes(1); }
    std::string owner() const { return ownerOf(m_lock); }

protected:
    const std::filesystem::path m_lock;
};

/// Recorded in the owner's name.
bool isStale(const std::string &owner);

struct Race
{
    const char *kind;
    long trials;                                     ///< unless LOCKSCOPE_STRESS_ROUNDS is set
    std::function<std::unique_ptr<Marker>()> marker; ///< for one holder
    /// What a breaker does until the number of trials is reached.
    std::function<void(Ledger &ledger, Chance &chance, long trials)> breakLocks;
};

/// Runs it with real processes, and checks the result.
void runRace(const Race &race);
