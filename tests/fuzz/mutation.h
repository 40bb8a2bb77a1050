// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// The random numbers of one round: the same everywhere for the same seed and round.
class Mutation
{
public:
    Mutation(std::uint64_t seed, std::uint64_t round)
        : m_random(seed * 0x9e3779b97f4a7c15U + round)
    {}

    /// 0 to limit - 1; 0 for no limit.
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }
    bool oneIn(std::size_t chances) { return below(chances) == 0; }
    /// Small, at the limit of some type, or arbitrary.
    std::uint64_t number();
    const std::string &pick(const std::vector<std::string> &texts) { return texts[below(texts.size())]; }

    /// The text with some of its bytes replaced, inserted, removed, doubled, or truncated; sometimes unchanged.
    std::string of(const std::string &text);

private:
    void changeOnce(std::string &text);

    std::mt19937_64 m_random;
};
