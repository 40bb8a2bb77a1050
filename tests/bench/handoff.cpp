// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "floors.h"
#include "player.h"
#include "rounds.h"

#include <lockscope/lockkinds.h>

#include <random>
#include <thread>

namespace {

using namespace std::chrono_literals;
using Milliseconds = std::uniform_int_distribution<>;

constexpr std::int64_t RoundsByEvents = 60;
constexpr std::int64_t RoundsOfPollers = 15;

/// Two players for one lock.
struct Pair
{
    Pair(const Entrant &entrant, const std::filesystem::path &path)
        : name(entrant.name)
        , holder(entrant.start(path))
        , waiter(entrant.start(path))
    {
        // Otherwise the scheduler decides in each round whether a sleeping processor must be woken, which costs more
        // than the hand-off itself.
        holder->pin(0);
        waiter->pin(1);
    }
    std::string name;
    std::unique_ptr<Player> holder;
    std::unique_ptr<Player> waiter;
};

/// Nanoseconds from the start of the release to the end of the acquisition in the other process.
double sendToPrimary(const Pair &pair, std::chrono::milliseconds hold)
{
    pair.holder->ask("acquire");
    pair.waiter->order("acquire");
    std::this_thread::sleep_for(hold);
    pair.holder->order("release");
    // The waiter's answer is read first: reading the holder's would run this process between the two.
    const auto acquired = pair.waiter->answer();
    const auto released = pair.holder->answer();
    pair.waiter->ask("release");
    return static_cast<double>(acquired - released);
}

void handOff(benchmark::State &state, const std::vector<Entrant> &entrants, Milliseconds hold)
{
    const LockDirectory directory(places().front());
    std::vector<std::unique_ptr<Pair>> pairs;
    for (const auto &entrant : entrants)
        pairs.push_back(std::make_unique<Pair>(entrant, directory.lockFor(entrant.name)));
    std::minstd_rand random(1); // the same in every run
    Rounds rounds;
    std::size_t first = 0;
    for (auto _ : state) {
        double total = 0;
        for (std::size_t turn = 0; turn < pairs.size(); ++turn) {
            const auto &pair = *pairs[(first + turn) % pairs.size()];
            const auto value = sendToPrimary(pair, std::chrono::milliseconds(hold(random)));
            rounds.add(pair.name, value);
            total += value;
        }
        state.SetIterationTime(total / 1e9);
        ++first;
    }
    rounds.report(state);
}

void registerOne(const std::string &name, std::vector<Entrant> entrants, Milliseconds hold, std::int64_t rounds)
{
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) { handOff(state, entrants, hold); })
        ->UseManualTime()
        ->Iterations(rounds);
}

} // namespace

void registerHandOffs()
{
    // Long enough for a waiter to be at rest, and not a multiple of polling intervals, so that all of their phases
    // occur.
    const Milliseconds byEvents(10, 30);
    const Milliseconds ofPollers(50, 250);
    std::vector<Entrant> pollers = {entrant("qlockfile", qLockFileContender()), entrant("boost", boostContender())};
    for (const auto &kind : Lockscope::lockKinds()) {
        std::vector<Entrant> entrants = {entrant("lockscope-timed", lockscopeContender(kind.id, 1h))};
        if (restsOnKernelLock(kind.id)) {
            entrants.push_back(entrant("inotify", inotifyFlockFloor()));
            entrants.push_back(entrant("lockscope", lockscopeContender(kind.id)));
            entrants.push_back(entrant("flock", floorContender("zc-simple")));
            if (auto own = floorContender(kind.id))
                entrants.push_back(entrant("calls", std::move(own)));
        } else {
            entrants.push_back(entrant("inotify", inotifyMarkerFloor()));
        }
        registerOne("handoff/" + std::string(kind.id), std::move(entrants), byEvents, RoundsByEvents);
        auto original = originalEntrant(kind.id);
        original.name += "-" + std::string(kind.id);
        pollers.push_back(std::move(original));
    }
    registerOne("handoff-peers", std::move(pollers), ofPollers, RoundsOfPollers);
}
