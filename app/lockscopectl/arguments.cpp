// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::Result;

namespace {

constexpr std::array<OptionText, 14> OptionTexts{{
    {"--json", "", "print JSON Lines: one object a line"},
    {"--timeout", "SECONDS", "wait no longer than that; 0 tries once; without it, wait for ever"},
    {"--template", "TEXT", "zc: the text to write; knows {pid} and {hostname}, {pid} by default"},
    {"--shared", "", "fcntl: a read lock, many may hold one at once"},
    {"--keep", "", "fcntl: leave the file behind on release"},
    {"--database", "FILE", "sqlite: the database, the same one for all who take the lock"},
    {"--unthreaded", "", "link, symlink, mkdir, sqlite: the mark does not name the thread"},
    {"--for-python-peers", "", "openlock: added by this program itself, so that Python peers honour the lock"},
    {"--all", "", "report files that are no lock too, as format none"},
    {"--well-known", "", "also the places on this host where well-known programs keep locks"},
    {"--no-history", "", "record nothing of what happens for 'lockscopectl history'"},
    {"--force", "", "also what is not proved to be left behind; says first what happens to whom"},
    {"--dry-run", "", "say what would be done, touch nothing"},
    {"--clean", "", "remove those whose owner is provably gone"},
}};

Failure bad(std::string detail)
{
    return Failure::of(LockErrc::InvalidOption, {}, std::move(detail));
}

/// Plain decimals only: an exponent, a hexadecimal number, `inf` or `nan` is more likely a slip than a wish.
Result<std::chrono::nanoseconds> parseSeconds(std::string_view text)
{
    double seconds = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
    if (error != std::errc() || rest != end || !std::isfinite(seconds))
        return bad("'" + std::string(text) + "' is no number of seconds for --timeout: write a decimal such as 2.5");
    // Thirty years: what is added to a clock's time must not overflow.
    constexpr double Longest = 1e9;
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(std::clamp(seconds, -Longest, Longest)));
}

class Parser
{
public:
    Parser(std::span<const std::string_view> words, std::span<const Option> allowed)
        : m_words(words)
        , m_allowed(allowed)
    {}

    Result<Arguments> parse()
    {
        bool dashesSeen = false;
        while (!m_words.empty()) {
            const auto word = m_words.front();
            m_words = m_words.subspan(1);
            if (dashesSeen || word.size() < 2 || word.front() != '-') {
                m_arguments.operands.emplace_back(word);
            } else if (word == "--") {
                dashesSeen = true;
                m_arguments.operandsBeforeDashes = m_arguments.operands.size();
            } else if (const auto taken = takeOption(word); !taken) {
                return taken.error();
            }
        }
        if (!dashesSeen)
            m_arguments.operandsBeforeDashes = m_arguments.operands.size();
        return std::move(m_arguments);
    }

private:
    Result<void> takeOption(std::string_view word)
    {
        if (word == "--help" || word == "-h") {
            m_arguments.help = true;
            return {};
        }
        if (word == "--version") {
            m_arguments.version = true;
            return {};
        }
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        const auto found = std::ranges::find(m_allowed, name, [](Option option) { return textOf(option).name; });
        if (found == m_allowed.end())
            return bad(isKnown(name) ? "this command has no option " + std::string(name)
                                     : "unknown option '" + std::string(word) +
                                           "'; put -- before a word that begins with a dash and is no option");
        std::string_view value;
        if (textOf(*found).value.empty()) {
            if (equals != std::string_view::npos)
                return bad(std::string(name) + " takes no value");
        } else if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
        } else if (m_words.empty()) {
            return bad(std::string(name) + " needs a value: " + std::string(textOf(*found).value));
        } else {
            value = m_words.front();
            m_words = m_words.subspan(1);
        }
        return store(*found, value);
    }

    Result<void> store(Option option, std::string_view value)
    {
        switch (option) {
        case Option::Json:
            m_arguments.json = true;
            break;
        case Option::Timeout: {
            const auto seconds = parseSeconds(value);
            if (!seconds)
                return seconds.error();
            m_arguments.timeout = *seconds;
            break;
        }
        case Option::Template:
            m_arguments.kindOptions.contentTemplate = std::string(value);
            break;
        case Option::Shared:
            m_arguments.kindOptions.shared = true;
            break;
        case Option::Keep:
            m_arguments.kindOptions.keep = true;
            break;
        case Option::Database:
            m_arguments.kindOptions.database = std::string(value);
            break;
        case Option::Unthreaded:
            m_arguments.kindOptions.threaded = false;
            break;
        case Option::ForPythonPeers:
            m_arguments.forPythonPeers = true;
            break;
        case Option::All:
            m_arguments.all = true;
            break;
        case Option::WellKnown:
            m_arguments.wellKnown = true;
            break;
        case Option::NoHistory:
            m_arguments.noHistory = true;
            break;
        case Option::Force:
            m_arguments.force = true;
            break;
        case Option::DryRun:
            m_arguments.dryRun = true;
            break;
        case Option::Clean:
            m_arguments.clean = true;
            break;
        }
        return {};
    }

    static bool isKnown(std::string_view name)
    {
        return std::ranges::find(OptionTexts, name, &OptionText::name) != OptionTexts.end();
    }

    std::span<const std::string_view> m_words;
    std::span<const Option> m_allowed;
    Arguments m_arguments;
};

} // namespace

const OptionText &textOf(Option option)
{
    return OptionTexts.at(static_cast<std::size_t>(option));
}

Result<Arguments> parseArguments(std::span<const std::string_view> words, std::span<const Option> allowed)
{
    return Parser(words, allowed).parse();
}

} // namespace Ctl
