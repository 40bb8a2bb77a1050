// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "suggestion.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace Ctl {

namespace {

/// The number of letters to add, remove, replace or swap with their neighbour (optimal string alignment distance).
std::size_t distance(std::string_view from, std::string_view to)
{
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last(to.size() + 1);
    for (std::size_t column = 0; column <= to.size(); ++column)
        last[column] = column;
    for (std::size_t row = 1; row <= from.size(); ++row) {
        std::vector<std::size_t> current(to.size() + 1, row);
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const std::size_t replaced = from[row - 1] == to[column - 1] ? 0 : 1;
            current[column] = std::min({last[column] + 1, current[column - 1] + 1, last[column - 1] + replaced});
            const bool swapped =
                row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
            if (swapped)
                current[column] = std::min(current[column], beforeLast[column - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(current));
    }
    return last.back();
}

} // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    constexpr std::size_t ShortestPrefix = 2;
    constexpr std::size_t LongestWord = 40; // a longer one is not a typing mistake
    if (word.empty() || word.size() > LongestWord)
        return {};
    std::string_view best;
    // One mistake in a short word, two in a longer one.
    const std::size_t allowed = std::max<std::size_t>(word.size() < 5 ? 1 : 2, word.size() / 3);
    std::size_t smallest = allowed + 1;
    for (const auto candidate : candidates) {
        const auto edits = word.size() >= ShortestPrefix && candidate.starts_with(word) ? 0 : distance(word, candidate);
        // A candidate in which every letter differs is not similar.
        if (edits < smallest && edits < candidate.size()) {
            smallest = edits;
            best = candidate;
        }
    }
    return best;
}

QString suggestionText(std::string_view word, std::span<const std::string_view> candidates)
{
    const auto found = nearest(word, candidates);
    if (found.empty())
        return {};
    return QStringLiteral(": did you mean '%1'?")
        .arg(QString::fromLatin1(found.data(), static_cast<qsizetype>(found.size())));
}

} // namespace Ctl
