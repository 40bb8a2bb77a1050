// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/pattern.h"

#include "formats/entrywords.h"

#include <re2/re2.h>

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace Lockscope {

namespace {

re2::RE2::Options options()
{
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    return options;
}

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string expanded(std::string_view pattern)
{
    std::string text(pattern);
    replaceAll(text, "{pid}", "(?P<pid>[1-9][0-9]{0,6})");
    // Digits alone are a time, a port or a counter; but the ID of a container has twelve digits, seldom all of them
    // decimal.
    replaceAll(
        text, "{host}",
        R"((?P<host>[0-9]*[A-Za-z_\x80-\xff][A-Za-z0-9._\x80-\xff-]*|[0-9]+[.-][A-Za-z0-9._\x80-\xff-]*|[0-9]{12}))");
    return text;
}

struct Compiled
{
    Compiled(std::string_view pattern, const re2::RE2::Options &options)
        : key(pattern)
        , expression(expanded(pattern), options)
    {
        for (const auto &[name, index] : expression.NamedCapturingGroups())
            groups.emplace_back(name, static_cast<std::size_t>(index));
    }

    std::string key; ///< the pattern as written: an entry may be gone while its pattern is kept
    re2::RE2 expression;
    std::vector<std::pair<std::string, std::size_t>> groups;
};

/// Scans call it in several threads.
const Compiled &compiled(std::string_view pattern)
{
    static std::shared_mutex mutex;
    static std::unordered_map<std::string_view, std::unique_ptr<Compiled>> patterns;
    {
        const std::shared_lock lock(mutex);
        if (const auto found = patterns.find(pattern); found != patterns.end())
            return *found->second;
    }
    auto made = std::make_unique<Compiled>(pattern, options());
    const std::unique_lock lock(mutex);
    const std::string_view key = made->key;
    return *patterns.try_emplace(key, std::move(made)).first->second;
}

} // namespace

PatternMatch findPattern(std::string_view pattern, std::string_view text,
                         const std::function<void(std::string_view, std::string_view)> &group)
{
    const auto &found = compiled(pattern);
    if (!found.expression.ok())
        return PatternMatch::Invalid;
    std::vector<re2::StringPiece> matches(static_cast<std::size_t>(found.expression.NumberOfCapturingGroups()) + 1);
    if (!found.expression.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), re2::RE2::UNANCHORED,
                                matches.data(), static_cast<int>(matches.size())))
        return PatternMatch::No;
    for (const auto &[name, index] : found.groups) {
        const auto &match = matches[index];
        if (match.data())
            group(name, {match.data(), match.size()});
    }
    return PatternMatch::Yes;
}

std::string patternProblem(std::string_view pattern)
{
    const Compiled tried(pattern, options());
    if (!tried.expression.ok())
        return tried.expression.error();
    for (const auto &group : tried.groups) {
        if (!fieldOfGroup(group.first))
            return "unknown field \"" + group.first + '"';
    }
    return {};
}

bool fitsGlob(std::string_view glob, std::string_view name)
{
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = glob.npos;
    std::size_t behindStar = 0;
    while (at < name.size()) {
        if (in < glob.size() && glob[in] == '*') {
            star = in++;
            behindStar = at;
        } else if (in < glob.size() && (glob[in] == '?' || glob[in] == name[at])) {
            ++in;
            ++at;
        } else if (star != glob.npos) {
            in = star + 1;
            at = ++behindStar;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', in) == glob.npos;
}

} // namespace Lockscope
