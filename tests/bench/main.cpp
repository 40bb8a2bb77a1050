// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "rounds.h"

#include <algorithm>
#include <set>

namespace {

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

void Rounds::report(benchmark::State &state) const
{
    for (const auto &[name, values] : m_values)
        state.counters["median/" + name] = median(values);
    for (const auto &[ours, numerators] : m_values) {
        if (!ours.starts_with("lockscope"))
            continue;
        for (const auto &[name, denominators] : m_values) {
            if (name.starts_with("lockscope"))
                continue;
            std::vector<double> quotients;
            for (std::size_t round = 0; round < std::min(numerators.size(), denominators.size()); ++round)
                quotients.push_back(numerators[round] / denominators[round]);
            state.counters["ratio/" + ours + "/" + name] = median(quotients);
        }
    }
}

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    registerUncontended();
    registerHandOffs();
    registerWaiters();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
