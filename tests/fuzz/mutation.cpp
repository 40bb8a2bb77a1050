// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace {

using namespace std::string_view_literals;

/// The maximum that is ever read of a file.
constexpr std::size_t MaxText = 65536;
constexpr std::size_t MaxChanges = 6;

/// What parsers check, and what they forget to check.
constexpr std::array Pieces = {
    "\0"sv,
    "\n"sv,
    "\r\n"sv,
    " "sv,
    "\t"sv,
    "-"sv,
    "."sv,
    ":"sv,
    "@"sv,
    "/"sv,
    "../"sv,
    "\""sv,
    "\\"sv,
    "{"sv,
    "}"sv,
    "["sv,
    "]"sv,
    ","sv,
    "="sv,
    "("sv,
    ")"sv,
    "%"sv,
    "\xff"sv,
    "\xc3"sv,
    "\xf0\x9f\x94\x92"sv,
    "\x1b[31m"sv,
    "0"sv,
    "-1"sv,
    "1"sv,
    "4242"sv,
    "4194304"sv,
    "2147483647"sv,
    "2147483648"sv,
    "4294967296"sv,
    "9223372036854775807"sv,
    "9223372036854775808"sv,
    "18446744073709551615"sv,
    "99999999999999999999999999"sv,
    "0x7f"sv,
    "1e308"sv,
    "nan"sv,
    ".lock"sv,
    "EOF"sv,
    "lock:\t1: FLOCK  ADVISORY  WRITE 4242 08:01:99 0 EOF\n"sv,
    "\\134\\011"sv,
};

} // namespace

std::uint64_t Mutation::number()
{
    static constexpr std::array<std::uint64_t, 12> Edges = {
        0,
        1,
        119,
        128,
        4096,
        0x40000000,
        0x40000001,
        0x400001ff,
        std::numeric_limits<std::uint32_t>::max(),
        std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::uint64_t>::max() - 1,
        std::numeric_limits<std::uint64_t>::max(),
    };
    return oneIn(4) ? m_random() : Edges.at(below(Edges.size())) + below(3);
}

std::string Mutation::of(const std::string &text)
{
    auto changed = text;
    for (auto count = below(MaxChanges); count > 0; --count)
        changeOnce(changed);
    changed.resize(std::min(changed.size(), MaxText));
    return changed;
}

void Mutation::changeOnce(std::string &text)
{
    const auto place = below(text.size() + 1);
    const auto length = below(oneIn(4) ? text.size() - place + 1 : 9);
    switch (below(9)) {
    case 0:
        text.insert(place, Pieces.at(below(Pieces.size())));
        break;
    case 1:
        text.replace(place, length, Pieces.at(below(Pieces.size())));
        break;
    case 2:
        text.erase(place, length);
        break;
    case 3:
        text.resize(place);
        break;
    case 4:
        text.insert(below(text.size() + 1), std::string(text, place, length));
        break;
    case 5:
        if (place < text.size())
            text[place] = static_cast<char>(m_random());
        break;
    case 6:
        if (place < text.size())
            text[place] = static_cast<char>(static_cast<unsigned char>(text[place]) ^ (1U << below(8)));
        break;
    case 7:
        text.insert(place, std::to_string(number()));
        break;
    default:
        // Many of one kind: algorithms that are quadratic in their input fail here.
        text.insert(place, std::string(below(oneIn(64) ? MaxText : 64), Pieces.at(below(Pieces.size())).front()));
        break;
    }
}
