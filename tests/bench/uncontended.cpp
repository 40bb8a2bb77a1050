// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "floors.h"
#include "player.h"
#include "rounds.h"

#include <lockscope/lockkinds.h>

#include <algorithm>

namespace {

constexpr std::int64_t RoundsOfEach = 200;
/// Long enough to measure, short enough that few batches are disturbed: the median ignores those.
constexpr double BatchNanoseconds = 400'000;

struct Running
{
    std::string name;
    std::unique_ptr<Player> player;
    std::int64_t batch = 1;
};

std::vector<Running> startAll(const std::vector<Entrant> &entrants, const LockDirectory &directory)
{
    std::vector<Running> all;
    for (const auto &entrant : entrants) {
        auto &running = all.emplace_back(Running{entrant.name, entrant.start(directory.lockFor(entrant.name))});
        const auto one = static_cast<double>(running.player->ask("batch 3"));
        running.batch =
            std::clamp(static_cast<std::int64_t>(BatchNanoseconds / one), std::int64_t{1}, std::int64_t{64});
    }
    return all;
}

void uncontended(benchmark::State &state, std::string_view kind, const std::filesystem::path &place)
{
    const LockDirectory directory(place);
    std::vector<Entrant> entrants = {entrant("lockscope", lockscopeContender(kind))};
    if (auto floor = floorContender(kind))
        entrants.push_back(entrant("floor", std::move(floor)));
    if (auto promises = promisesContender(kind))
        entrants.push_back(entrant("promises", std::move(promises)));
    entrants.push_back(originalEntrant(kind));
    entrants.push_back(entrant("qlockfile", qLockFileContender()));
    entrants.push_back(entrant("boost", boostContender()));
    const auto all = startAll(entrants, directory);
    Rounds rounds;
    std::size_t first = 0;
    for (auto _ : state) {
        for (std::size_t turn = 0; turn < all.size(); ++turn) {
            const auto &running = all[(first + turn) % all.size()];
            const auto value = static_cast<double>(running.player->ask("batch " + std::to_string(running.batch)));
            rounds.add(running.name, value);
            if (running.name == "lockscope")
                state.SetIterationTime(value / 1e9);
        }
        ++first;
    }
    rounds.report(state);
}

} // namespace

void registerUncontended()
{
    for (const auto &place : places()) {
        for (const auto &kind : Lockscope::lockKinds()) {
            const auto name = "uncontended/" + std::string(kind.id) + "/" + std::to_string(&place - places().data());
            benchmark::RegisterBenchmark(name.c_str(),
                                         [kind, place](benchmark::State &state) { uncontended(state, kind.id, place); })
                ->UseManualTime()
                ->Iterations(RoundsOfEach);
        }
    }
}
