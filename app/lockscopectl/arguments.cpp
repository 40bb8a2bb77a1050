// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "arguments.h"

#include "formatfiles.h"
#include "suggestion.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::Result;

namespace {

/// In the order of Option.
constexpr std::array OptionTexts{
    OptionText{"--json", "", "print JSON Lines: one object per line"},
    OptionText{"--timeout", "SECONDS", "wait at most SECONDS; 0 tries once; by default, wait indefinitely"},
    OptionText{"--template", "TEXT", "zc: content of the lock; {pid} and {hostname} are replaced; default: {pid}"},
    OptionText{"--shared", "", "fcntl: acquire a read lock, which several processes can hold at once"},
    OptionText{"--keep", "", "fcntl: keep the file on release"},
    OptionText{"--database", "FILE", "sqlite: the database file, which all users of the lock share"},
    OptionText{"--unthreaded", "", "link, symlink, mkdir, sqlite: do not record the thread in the lock"},
    // Added by lockscopectl to its own call, so that Python programs honour an openlock lock.
    OptionText{"--for-python-peers", "", ""},
    OptionText{"--all", "", "also report files that are not locks, with the format none"},
    OptionText{"--well-known", "", "also the directories in which well-known programs keep locks"},
    OptionText{"--no-history", "", "do not record events for 'lockscopectl history'"},
    OptionText{"--reports", "", "with --json, also print the whole report of each lock that changed"},
    OptionText{"--force", "", "also break locks that are not proven stale"},
    OptionText{"--dry-run", "", "print what would be done without changing anything"},
    OptionText{"--clean", "", "remove the files whose owner has provably exited"},
    OptionText{"--delete", "", "delete the quarantined files for good"},
    OptionText{"--check", "", "print nothing, and exit with the state of the lock (one PATH)"},
    OptionText{"--state", "STATE", "only locks in this state: held, stale, free, unknown, absent (list or repeat)"},
    OptionText{"--format", "ID", "only locks of this format, see 'lockscopectl kinds' (list or repeat)"},
    OptionText{"--sort", "KEY", "sort by age (oldest first), path or state (stale first)"},
    OptionText{"-0", "", "paths end with a NUL byte instead of a newline"},
    OptionText{"--progress", "", "show progress on standard error if that is a terminal"},
    OptionText{"--wide", "", "do not fold, wrap or shorten the output"},
    OptionText{"--quiet", "", "do not report on standard error which process holds the lock"},
    OptionText{"--pid", "N", "only locks that process N holds or waits for"},
    OptionText{"--explain", "", "print which formats match PATH, and why the others do not"},
    OptionText{"--compare", "", "print what differs between two captures, BEFORE and AFTER"},
    OptionText{"--formats", "DIR", "also use the formats in DIR, see lockscope-formats(5) (repeat)"},
    OptionText{"--ask", "HOST", "ask the hosts that locks name, or only HOST (see 'lockscopectl hosts')", true},
    OptionText{"--host", "HOST", "run on HOST over ssh, and print here (see 'lockscopectl hosts')"},
    OptionText{"--allow-break", "", "let other hosts also break and restore locks with --host"},
    OptionText{"--ttl", "SECONDS", "etcd: the lock is free this time after its holder was killed; default: 20"},
    OptionText{"--start-local", "", "etcd: start a server on 127.0.0.1 for a trial, if none answers there"},
};

Failure invalidOption(std::string detail)
{
    return Failure::of(LockErrc::InvalidOption, {}, std::move(detail));
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
        if (word == "--version" || word == "-V") {
            m_arguments.version = true;
            return {};
        }
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        const auto found = std::ranges::find(m_allowed, name, [](Option option) { return textOf(option).name; });
        if (found == m_allowed.end())
            return invalidOption(problemOf(word, name));
        std::string_view value;
        if (textOf(*found).value.empty()) {
            if (equals != std::string_view::npos)
                return invalidOption("option " + std::string(name) + " takes no value");
        } else if (equals != std::string_view::npos) {
            value = word.substr(equals + 1);
            if (textOf(*found).isValueOptional && value.empty())
                return invalidOption("option " + std::string(name) + " has an empty value");
        } else if (textOf(*found).isValueOptional) {
            value = {};
        } else if (m_words.empty()) {
            return invalidOption("option " + std::string(name) +
                                 " requires a value: " + std::string(textOf(*found).value));
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
        case Option::State:
            return append(parseStates(value), m_arguments.states);
        case Option::Format:
            return append(parseFormats(value), m_arguments.formats);
        case Option::Sort: {
            const auto key = parseSortKey(value);
            if (!key)
                return key.error();
            m_arguments.sort = *key;
            break;
        }
        case Option::Pid: {
            const auto pid = parsePid(value);
            if (!pid)
                return pid.error();
            m_arguments.pid = *pid;
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
        case Option::Reports:
            m_arguments.reports = true;
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
        case Option::Delete:
            m_arguments.deletes = true;
            break;
        case Option::Check:
            m_arguments.check = true;
            break;
        case Option::Explain:
            m_arguments.explain = true;
            break;
        case Option::Compare:
            m_arguments.compare = true;
            break;
        case Option::Formats:
            // At once: the IDs of these formats are values of other options.
            m_arguments.formatDirectories.emplace_back(value);
            useFormats(m_arguments.formatDirectories);
            break;
        case Option::Ask:
            m_arguments.ask = true;
            m_arguments.askOnly = value;
            break;
        case Option::Host:
            // Removed before; this is the second end.
            return invalidOption("option --host cannot be used on another host");
        case Option::AllowBreak:
            m_arguments.allowBreak = true;
            break;
        case Option::Ttl: {
            const auto seconds = parseTtl(value);
            if (!seconds)
                return seconds.error();
            m_arguments.ttl = *seconds;
            break;
        }
        case Option::StartLocal:
            m_arguments.startLocal = true;
            break;
        case Option::NullSeparated:
            m_arguments.nullSeparated = true;
            break;
        case Option::Progress:
            m_arguments.progress = true;
            break;
        case Option::Wide:
            m_arguments.wide = true;
            break;
        case Option::Quiet:
            m_arguments.quiet = true;
            break;
        }
        return {};
    }

    template <typename Item>
    static Result<void> append(Result<std::vector<Item>> items, std::vector<Item> &all)
    {
        if (!items)
            return items.error();
        std::ranges::move(*items, std::back_inserter(all));
        return {};
    }

    /// Why the argument is not an option of this command.
    std::string problemOf(std::string_view word, std::string_view name) const
    {
        if (findOption(name))
            return "this command has no option " + std::string(name);
        std::vector<std::string_view> names{"--help", "--version"};
        for (const auto option : m_allowed)
            names.push_back(textOf(option).name);
        const auto suggestion = suggestionText(name, names).toStdString();
        return "unknown option '" + std::string(word) + "'" +
               (suggestion.empty() ? "; put -- before an operand that begins with a dash" : suggestion);
    }

    std::span<const std::string_view> m_words;
    std::span<const Option> m_allowed;
    Arguments m_arguments;
};

/// The host of the operands `ssh://HOST/PATH`.
class OperandHost
{
public:
    /// Replaces such an operand by its path.
    Result<void> take(std::string_view &operand)
    {
        constexpr std::string_view Scheme = "ssh://";
        if (!operand.starts_with(Scheme)) {
            m_hasPathsHere = true;
            return {};
        }
        const auto slash = operand.find('/', Scheme.size());
        if (slash == operand.npos || slash == Scheme.size())
            return invalidOption("'" + std::string(operand) + "' is not of the form ssh://HOST/PATH");
        const auto name = operand.substr(Scheme.size(), slash - Scheme.size());
        if (m_host && *m_host != name)
            return invalidOption("the operands are on several hosts: " + *m_host + " and " + std::string(name));
        m_host = name;
        operand.remove_prefix(slash);
        return {};
    }
    const std::optional<std::string> &host() const { return m_host; }
    bool hasPathsHere() const { return m_hasPathsHere; }

private:
    std::optional<std::string> m_host;
    bool m_hasPathsHere = false;
};

} // namespace

const OptionText &textOf(Option option)
{
    return OptionTexts.at(static_cast<std::size_t>(option));
}

const OptionText *findOption(std::string_view name)
{
    const auto found = std::ranges::find(OptionTexts, name, &OptionText::name);
    return found == OptionTexts.end() ? nullptr : &*found;
}

bool hasOption(std::span<const std::string_view> words, Option option)
{
    const auto end = std::ranges::find(words, std::string_view("--"));
    return std::any_of(words.begin(), end, [name = textOf(option).name](std::string_view word) {
        return word.substr(0, word.find('=')) == name;
    });
}

Result<std::optional<std::string>> takeHost(std::vector<std::string_view> &words)
{
    const auto name = textOf(Option::Host).name;
    std::optional<std::string> host;
    OperandHost ofOperands;
    bool dashesSeen = false;
    for (auto word = words.begin(); word != words.end();) {
        const auto next = word + 1;
        if (dashesSeen || word->size() < 2 || word->front() != '-') {
            if (const auto taken = ofOperands.take(*word); !taken)
                return taken.error();
            word = next;
            continue;
        }
        dashesSeen = *word == "--";
        const auto *option = findOption(word->substr(0, word->find('=')));
        const bool hasValue = option && !option->value.empty() && word->find('=') == word->npos;
        if (!option || option->name != name) {
            word = hasValue && !option->isValueOptional && next != words.end() ? next + 1 : next;
            continue;
        }
        if (host)
            return invalidOption("option --host is given twice");
        if (hasValue && next == words.end())
            return invalidOption("option --host requires a value: HOST");
        host = hasValue ? *next : word->substr(word->find('=') + 1);
        word = words.erase(word, hasValue ? next + 1 : next);
    }
    if (!ofOperands.host())
        return host;
    if (host || ofOperands.hasPathsHere())
        return invalidOption("all operands must be on one host: use --host HOST, or ssh://HOST/PATH for each of them");
    return ofOperands.host();
}

Result<Arguments> parseArguments(std::span<const std::string_view> words, std::span<const Option> allowed)
{
    return Parser(words, allowed).parse();
}

} // namespace Ctl
