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

/// Locks of one kind are taken, refreshed, given up, left behind and taken again by some processes, while others break
/// what they see to be left behind. No living holder may lose its lock, and no two may hold it at once.

/// What the processes of one trial series share.
struct Ledger
{
    std::atomic<int> holding{0};   ///< how many believe that they hold the lock
    std::atomic<int> twoAtOnce{0}; ///< how often it was more than one
    std::atomic<int> lost{0};      ///< how often a holder's lock was gone for good
    std::atomic<long> taken{0};    ///< by holders
    std::atomic<long> trials{0};   ///< times that a breaker went for what it had seen to be left behind
    std::atomic<long> broken{0};
    std::atomic<long> undone{0};    ///< broken, and put back
    std::atomic<long> givenBack{0}; ///< what was taken aside was another's, and went back
    std::atomic<long> displaced{0}; ///< and could not go back
    std::atomic<long> failed{0};    ///< the system refused
    std::atomic<long> disturbed{0}; ///< a holder looked for its lock while it was aside
    std::atomic<bool> over{false};
};

/// Chance for one process.
class Chance
{
public:
    explicit Chance(unsigned seed)
        : m_engine(seed)
    {}
    bool oneIn(unsigned n) { return m_engine() % n == 0; }
    /// Lets others go on for a random while, so that steps of different processes fall between each other.
    void pause();

private:
    std::minstd_rand m_engine;
};

/// One kind of mark as its users handle it: made only where nothing is, known by what it says, removed after a look.
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
    /// While a breaker has it aside it comes back in microseconds; what does not is lost.
    virtual std::chrono::steady_clock::duration maxTimeInQuarantine() const { return std::chrono::minutes(1); }
    std::string owner() const { return ownerOf(m_lock); }

protected:
    const std::filesystem::path m_lock;
};

/// By the name that a mark gives to it.
bool isLeft(const std::string &owner);

struct Race
{
    const char *kind;
    long trials;                                     ///< where LOCKSCOPE_STRESS_ROUNDS does not say how many
    std::function<std::unique_ptr<Marker>()> marker; ///< for one holder
    /// What a breaker does until there were that many trials.
    std::function<void(Ledger &ledger, Chance &chance, long trials)> breakLocks;
};

/// Runs it with real processes and checks what came of it.
void runRace(const Race &race);
