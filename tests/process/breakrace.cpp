// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breakrace.h"

#include <QTest>

#include <vector>

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int Breakers = 2;
constexpr int Holders = 3;

/// Acquires the lock, works, refreshes and releases it; or "dies", which leaves a lock whose text says so.
void hold(Marker &marker, Ledger &ledger, Chance &chance, unsigned number)
{
    for (unsigned long turn = 0; !ledger.over; ++turn) {
        const bool dies = chance.oneIn(2);
        const auto owner = marker.nameOwner(dies, number, turn);
        if (!marker.make(owner)) {
            chance.pause();
            continue;
        }
        ++ledger.acquired;
        if (dies)
            continue;
        if (++ledger.holding > 1)
            ++ledger.twoAtOnce;
        chance.pause();
        if (chance.oneIn(2))
            marker.refresh();
        chance.pause();
        const auto limit = std::chrono::steady_clock::now() + marker.maxTimeInQuarantine();
        bool isDisturbed = false;
        bool isLost = false;
        while (marker.owner() != owner && !isLost) {
            isDisturbed = true;
            isLost = std::chrono::steady_clock::now() > limit;
            ::sched_yield();
        }
        ledger.disturbed += isDisturbed ? 1 : 0;
        ledger.lost += isLost ? 1 : 0;
        --ledger.holding;
        if (!isLost)
            marker.remove(owner);
    }
}

template <typename Act>
pid_t start(Act act)
{
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        act();
        ::_exit(0);
    }
    return pid;
}

int failuresOf(const std::vector<pid_t> &pids)
{
    int failures = 0;
    for (const auto pid : pids) {
        int status = 0;
        ::waitpid(pid, &status, 0);
        failures += status == 0 ? 0 : 1;
    }
    return failures;
}

} // namespace

void Chance::pause()
{
    if (oneIn(8))
        ::sched_yield();
    for (volatile unsigned i = m_engine() % 2000; i > 0;)
        i = i - 1;
}

std::string Marker::nameOwner(bool isDead, unsigned number, unsigned long turn) const
{
    return (isDead ? "dead" : "live") + std::to_string(number) + "-" + std::to_string(turn);
}

bool isStale(const std::string &owner)
{
    return owner.starts_with("dead");
}

void runRace(const Race &race)
{
    bool isSet = false;
    const auto asked = qEnvironmentVariableIntValue("LOCKSCOPE_STRESS_ROUNDS", &isSet);
    const long trials = isSet ? asked : race.trials;
    auto *memory = ::mmap(nullptr, sizeof(Ledger), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto &ledger = *new (memory) Ledger;
    const auto seed = std::random_device()();
    std::vector<pid_t> holders;
    for (unsigned i = 0; i < Holders; ++i)
        holders.push_back(start([&, i] {
            Chance chance(seed + i);
            hold(*race.marker(), ledger, chance, i);
        }));
    std::vector<pid_t> breakers;
    for (unsigned i = 0; i < Breakers; ++i)
        breakers.push_back(start([&, i] {
            Chance chance(seed + Holders + i);
            race.breakLocks(ledger, chance, trials);
        }));
    int failures = failuresOf(breakers);
    ledger.over = true;
    failures += failuresOf(holders);
    qInfo("%s: %ld trials, %ld broken, %ld undone, %ld restored, %ld displaced, %ld failed, %ld acquired by holders, "
          "%ld disturbed, %d wrong removals, %d times two holders (seed %u)",
          race.kind, ledger.trials.load(), ledger.broken.load(), ledger.undone.load(), ledger.restored.load(),
          ledger.displaced.load(), ledger.failed.load(), ledger.acquired.load(), ledger.disturbed.load(),
          ledger.lost.load(), ledger.twoAtOnce.load(), seed);
    QCOMPARE(failures, 0);
    QCOMPARE(ledger.lost.load(), 0);
    QCOMPARE(ledger.twoAtOnce.load(), 0);
    QVERIFY(ledger.broken > 0);
    ::munmap(memory, sizeof(Ledger));
}
