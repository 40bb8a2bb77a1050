// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

/// Measurements of several entrants, taken in turn: what disturbs the machine for a while disturbs all of them, so that
/// the quotient of one round says more than the quotient of two averages.
class Rounds
{
public:
    void add(const std::string &entrant, double value) { m_values[entrant].push_back(value); }
    /// The median of each entrant, and of its quotients with `lockscope` round by round: `ours-to/NAME`.
    void report(benchmark::State &state) const;

private:
    std::map<std::string, std::vector<double>> m_values;
};

void registerUncontended();
void registerHandOffs();
void registerWaiters();
