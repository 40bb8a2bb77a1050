// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "optionvalues.h"

#include "suggestion.h"

#include <lockscope/lockformats.h>
#include <lockscope/lockkinds.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <utility>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::Result;
using Lockscope::Verdict;

namespace {

using State = Verdict::State;

constexpr std::array<std::pair<std::string_view, SortKey>, 3> SortKeys{
    {{"age", SortKey::Age}, {"path", SortKey::Path}, {"state", SortKey::State}}};
constexpr std::array States{State::Held, State::Stale, State::Free, State::Unknown, State::Absent};

Failure invalidOption(std::string detail)
{
    return Failure::of(LockErrc::InvalidOption, {}, std::move(detail));
}

/// `invalid value 'stal' for --state: did you mean 'stale'?`, or what is valid instead.
Failure invalidValue(std::string_view option, std::string_view value, std::span<const std::string_view> valid,
                     const std::string &validText)
{
    auto detail = "invalid value '" + std::string(value) + "' for " + std::string(option);
    const auto suggestion = suggestionText(value, valid).toStdString();
    return invalidOption(detail + (suggestion.empty() ? ": " + validText : suggestion));
}

/// Calls `use` with each item of a comma-separated list; the first failure ends it.
Result<void> forEachItem(std::string_view list, const std::function<Result<void>(std::string_view)> &use)
{
    for (;;) {
        const auto comma = list.find(',');
        if (const auto used = use(list.substr(0, comma)); !used)
            return used;
        if (comma == std::string_view::npos)
            return {};
        list.remove_prefix(comma + 1);
    }
}

} // namespace

Result<std::chrono::nanoseconds> parseSeconds(std::string_view text)
{
    double seconds = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
    if (error != std::errc() || rest != end || !std::isfinite(seconds) || seconds < 0)
        return invalidOption("invalid value '" + std::string(text) +
                             "' for --timeout: use 0 or a positive decimal such as 2.5");
    // Thirty years: adding it to a clock's time must not overflow.
    constexpr double Longest = 1e9;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(std::min(seconds, Longest)));
}

Result<std::vector<State>> parseStates(std::string_view text)
{
    std::vector<std::string_view> names;
    for (const auto state : States)
        names.push_back(toWord(state));
    std::vector<State> states;
    const auto parsed = forEachItem(text, [&](std::string_view item) -> Result<void> {
        const auto found = std::ranges::find(States, item, [](State state) { return toWord(state); });
        if (found == States.end())
            return invalidValue("--state", item, names, "use held, stale, free, unknown or absent");
        states.push_back(*found);
        return {};
    });
    return parsed ? Result<std::vector<State>>(std::move(states)) : parsed.error();
}

Result<std::vector<std::string>> parseFormats(std::string_view text)
{
    std::vector<std::string_view> ids{"unrecognised", "none"};
    for (const auto &format : Lockscope::lockFormats())
        ids.push_back(format.id);
    for (const auto &kind : Lockscope::lockKinds())
        ids.push_back(kind.id);
    std::vector<std::string> formats;
    const auto parsed = forEachItem(text, [&](std::string_view item) -> Result<void> {
        if (std::ranges::find(ids, item) == ids.end())
            return invalidValue("--format", item, ids, "'lockscopectl kinds' lists the IDs");
        formats.emplace_back(item);
        return {};
    });
    return parsed ? Result<std::vector<std::string>>(std::move(formats)) : parsed.error();
}

Result<std::chrono::seconds> parseTtl(std::string_view text)
{
    constexpr std::int64_t Day = 86400;
    std::int64_t seconds = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc() || rest != end || seconds < 1 || seconds > Day)
        return invalidOption("invalid value '" + std::string(text) + "' for --ttl: use 1 to 86400 seconds");
    return std::chrono::seconds(seconds);
}

Result<std::int64_t> parsePid(std::string_view text)
{
    std::int64_t pid = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, pid);
    if (error != std::errc() || rest != end || pid <= 0)
        return invalidOption("invalid PID '" + std::string(text) + "' for --pid: use a positive number");
    return pid;
}

Result<SortKey> parseSortKey(std::string_view text)
{
    const auto found = std::ranges::find(SortKeys, text, &std::pair<std::string_view, SortKey>::first);
    if (found != SortKeys.end())
        return found->second;
    constexpr std::array<std::string_view, 3> Names{"age", "path", "state"};
    return invalidValue("--sort", text, Names, "use age, path or state");
}

} // namespace Ctl
