// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

/// Measurements of several entrants, in turn: a temporary disturbance of the machine affects all of them, so that the
/// ratio of one round is more meaningful than the ratio of two averages.
class Rounds
{
public:
    void add(const std::string &entrant, double value) { m_values[entrant].push_back(value); }
    /// The median of each entrant, and of its ratios to `lockscope` round by round: `ours-to/NAME`.
    void report(benchmark::State &state) const;

private:
    std::map<std::string, std::vector<double>> m_values;
};

void registerUncontended();
void registerHandOffs();
void registerWaiters();
