// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// Chance, of one round: the same for the same seed and round everywhere.
class Mutation
{
public:
    Mutation(std::uint64_t seed, std::uint64_t round)
        : m_random(seed * 0x9e3779b97f4a7c15U + round)
    {}

    /// 0 to limit - 1; 0 for no limit.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }
    bool oneIn(std::size_t chances) { return below(chances) == 0; }
    /// Small, at the edge of some type, or anything.
    std::uint64_t number();
    const std::string &pick(const std::vector<std::string> &texts) { return texts[below(texts.size())]; }

    /// The text with some of its bytes replaced, inserted, removed, doubled, or cut off; sometimes as it is.
    std::string of(const std::string &text);

private:
    void changeOnce(std::string &text);

    std::mt19937_64 m_random;
};
