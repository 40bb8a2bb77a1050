// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "floors.h"
#include "player.h"
#include "rounds.h"

#include <lockscope/lockkinds.h>

#include <cstdlib>
#include <thread>

namespace {

using namespace std::chrono_literals;
using Players = std::vector<std::unique_ptr<Player>>;

constexpr int Counts[] = {1, 2, 8, 32};
constexpr auto Crowd = 500ms;
/// Waiters poll more often at first; after this time they are at rest.
constexpr auto Settling = 700ms;
constexpr auto Rest = 1s;

/// In memory if possible: ext4 skips inodes that were freed in the last seconds, one by one, so that a measurement
/// would depend on the previous one.
std::filesystem::path memory()
{
    const char *const named = std::getenv("LOCKSCOPE_BENCH_MEMORY");
    return named ? std::filesystem::path(named) : places().front();
}

double processorSeconds(const Players &players)
{
    std::chrono::duration<double> sum{};
    for (const auto &player : players)
        sum += player->processorTime();
    return sum.count();
}

/// All of them contend continuously. Fairness is Jain's index: 1 if all acquired it equally often, 1/n if one of them
/// had it all the time.
void crowd(benchmark::State &state, const Players &players)
{
    const auto before = processorSeconds(players);
    for (const auto &player : players)
        player->order("count " + std::to_string(std::chrono::milliseconds(Crowd).count()));
    double sum = 0;
    double squares = 0;
    for (const auto &player : players) {
        const auto count = static_cast<double>(player->answer());
        sum += count;
        squares += count * count;
    }
    state.counters["perSecond"] = sum / std::chrono::duration<double>(Crowd).count();
    state.counters["fairness"] = sum * sum / (static_cast<double>(players.size()) * squares);
    state.counters["processorEach"] = (processorSeconds(players) - before) / sum * 1e9;
}

/// None of them acquires it for a while.
void rest(benchmark::State &state, const Players &players, Player &holder)
{
    holder.ask("acquire");
    for (const auto &player : players)
        player->order("acquire");
    std::this_thread::sleep_for(Settling);
    const auto before = processorSeconds(players);
    std::this_thread::sleep_for(Rest);
    state.counters["idlePercent"] =
        (processorSeconds(players) - before) / std::chrono::duration<double>(Rest).count() * 100;
}

void waiters(benchmark::State &state, const Entrant &entrant, int count)
{
    const LockDirectory directory(memory());
    const auto path = directory.lockFor(entrant.name);
    const auto holder = entrant.start(path);
    Players players;
    for (int i = 0; i < count; ++i)
        players.push_back(entrant.start(path));
    for (auto _ : state) {
        crowd(state, players);
        rest(state, players, *holder);
        state.SetIterationTime(std::chrono::duration<double>(Crowd).count());
    }
}

void registerOne(const std::string &kind, const Entrant &entrant)
{
    for (const int count : Counts) {
        const auto name = "waiters/" + kind + "/" + entrant.name + "/" + std::to_string(count);
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) { waiters(state, entrant, count); })
            ->UseManualTime()
            ->Iterations(1);
    }
}

} // namespace

void registerWaiters()
{
    registerOne("any", entrant("flock", floorContender("zc-simple")));
    registerOne("any", entrant("qlockfile", qLockFileContender()));
    registerOne("any", entrant("boost", boostContender()));
    for (const auto &kind : Lockscope::lockKinds()) {
        const std::string id(kind.id);
        registerOne(id, entrant("lockscope-timed", lockscopeContender(id, 1h)));
        if (restsOnKernelLock(id))
            registerOne(id, entrant("lockscope", lockscopeContender(id)));
        // The original's sqlite selects first and inserts then: several processes that contend at once all acquire it.
        if (id != "sqlite")
            registerOne(id, originalEntrant(kind.id));
    }
}
