// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entryreader.h"

#include "formats/entrywords.h"

#include <algorithm>
#include <optional>

namespace {

/// toml++ 3.3 checks some invalid texts, such as `[=`, only by an assertion, which ends the program or, in a release
/// build, is assumed to hold.
struct InvalidToml
{
};

constexpr void requireValidToml(bool isValid)
{
    if (!isValid)
        throw InvalidToml();
}

} // namespace

#undef NDEBUG
#define TOML_ASSERT(expression) requireValidToml(static_cast<bool>(expression))
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace Lockscope {

namespace {

using Strings = std::span<const std::string_view>;

/// Reads one file. Records each problem with its line and continues, so that all are reported at once.
class Reader
{
public:
    Reader(std::string_view source, std::span<const SharedText> texts)
        : m_texts(texts)
    {
        m_source = m_file.store.keep(std::string(source));
    }

    EntryFile read(const toml::table &top)
    {
        for (const auto &[key, node] : top) {
            if (key.str() == "format" && node.is_array_of_tables()) {
                for (const auto &element : *node.as_array())
                    readFormat(*element.as_table());
            } else if (key.str() == "text" && node.is_table()) {
                for (const auto &[id, text] : *node.as_table())
                    m_file.texts.push_back({m_file.store.keep(std::string(id.str())), string(text)});
            } else {
                problem(node, "unknown table \"" + std::string(key.str()) + "\": use [[format]]");
            }
        }
        return std::move(m_file);
    }

    static EntryFile failed(const toml::parse_error &error)
    {
        EntryFile file;
        file.problems.push_back({error.source().begin.line, std::string(error.description())});
        return file;
    }

private:
    void problem(const toml::node &node, std::string message)
    {
        m_file.problems.push_back({node.source().begin.line, std::move(message)});
    }

    std::string_view string(const toml::node &node)
    {
        if (const auto text = node.value_exact<std::string>())
            return m_file.store.keep(*text);
        problem(node, "expected a string");
        return {};
    }

    /// A string, or a list of strings.
    Strings strings(const toml::node &node)
    {
        std::vector<std::string_view> list;
        if (const auto *const array = node.as_array()) {
            for (const auto &element : *array)
                list.push_back(string(element));
        } else {
            list.push_back(string(node));
        }
        return m_file.store.keep(std::move(list));
    }

    std::int64_t integer(const toml::node &node, std::int64_t largest)
    {
        const auto number = node.value_exact<std::int64_t>();
        if (number && *number >= 0 && *number <= largest)
            return *number;
        problem(node, "expected an integer from 0 to " + std::to_string(largest));
        return 0;
    }

    bool boolean(const toml::node &node)
    {
        const auto value = node.value_exact<bool>();
        if (!value)
            problem(node, "expected true or false");
        return value.value_or(false);
    }

    /// `"0444"`
    std::int64_t mode(const toml::node &node)
    {
        const auto digits = string(node);
        std::int64_t bits = 0;
        for (const char digit : digits) {
            if (digit < '0' || digit > '7' || bits > 0777) {
                problem(node, "expected permissions in octal, such as \"0444\"");
                return -1;
            }
            bits = bits * 8 + (digit - '0');
        }
        return bits;
    }

    /// `"60s"`, `"5min"`, `"12h"`, `"500ms"`
    std::chrono::milliseconds duration(const toml::node &node)
    {
        const auto value = durationOf(string(node));
        if (!value)
            problem(node, "expected a duration such as \"60s\", \"5min\" or \"12h\"");
        return value.value_or(std::chrono::milliseconds{});
    }

    /// A sentence, or the ID of a shared one.
    std::string_view text(const toml::node &node)
    {
        const auto written = string(node);
        if (written.empty() || written.find(' ') != written.npos)
            return written;
        const auto shared = std::ranges::find(m_texts, written, &SharedText::id);
        if (shared != m_texts.end())
            return shared->text;
        problem(node, "no shared text has the ID \"" + std::string(written) + '"');
        return {};
    }

    template <typename Value>
    Value word(const toml::node &node, std::span<const EntryWord<Value>> words)
    {
        const auto written = string(node);
        for (const auto &[name, value] : words) {
            if (name == written)
                return value;
        }
        problem(node, "unknown value \"" + std::string(written) + "\": use " + listed(words));
        return words.front().value;
    }

    /// `{ pid = "/PID", host = "/hostname?" }`
    std::span<const EntryPlace> places(const toml::node &node)
    {
        std::vector<EntryPlace> list;
        const auto *const table = node.as_table();
        if (!table) {
            problem(node, "expected a table such as { pid = \"PID\" }");
            return {};
        }
        for (const auto &[key, value] : *table) {
            const auto field = entryField(key.str());
            if (!field)
                problem(value, "unknown field \"" + std::string(key.str()) + '"');
            for (auto at : strings(value)) {
                const bool optional = at.ends_with('?');
                at.remove_suffix(optional ? 1 : 0);
                list.push_back({field.value_or(EntryField::File), at, optional});
            }
        }
        return m_file.store.keep(std::move(list));
    }

    /// False if rules have no such key.
    bool readRuleKey(std::string_view key, const toml::node &node, EntryRule &rule)
    {
        return readPatternKey(key, node, rule) || readConditionKey(key, node, rule) ||
               readMeaningKey(key, node, rule) || readWordsKey(key, node, rule);
    }

    bool readPatternKey(std::string_view key, const toml::node &node, EntryRule &rule)
    {
        if (key == "content")
            rule.content = string(node);
        else if (key == "target")
            rule.target = string(node);
        else if (key == "filename")
            rule.filename = string(node);
        else if (key == "child")
            rule.child = string(node);
        else if (key == "second-name")
            rule.secondName = string(node);
        else if (key == "sibling")
            rule.sibling = string(node);
        else if (key == "read")
            rule.read = string(node);
        else if (key == "owner-file")
            rule.ownerFile = string(node);
        else if (key == "starts-with")
            rule.startsWith = string(node);
        else if (key == "contains")
            rule.contains = string(node);
        else if (key == "json")
            rule.json = places(node);
        else if (key == "keys")
            rule.keys = places(node);
        else
            return false;
        return true;
    }

    bool readConditionKey(std::string_view key, const toml::node &node, EntryRule &rule)
    {
        if (key == "names")
            rule.names = strings(node);
        else if (key == "not-names")
            rule.notNames = strings(node);
        else if (key == "directory")
            rule.directories = strings(node);
        else if (key == "below")
            rule.ancestors = strings(node);
        else if (key == "inode")
            rule.inode = word<EntryInode>(node, EntryInodes);
        else if (key == "named-like-lock")
            rule.namedLikeLock = boolean(node);
        else if (key == "beside")
            rule.beside = strings(node);
        else if (key == "mode")
            rule.mode = mode(node);
        else if (key == "executable")
            rule.executable = boolean(node);
        else if (key == "linked")
            rule.linked = boolean(node);
        else if (key == "no-kernel-lock")
            rule.noKernelLock = boolean(node);
        else if (key == "min-size")
            rule.minSize = static_cast<std::uint64_t>(integer(node, 65536));
        else if (key == "max-size")
            rule.maxSize = static_cast<std::uint64_t>(integer(node, 65536));
        else if (key == "lines")
            rule.lines = static_cast<std::uint32_t>(integer(node, 100));
        else if (key == "beginning")
            rule.beginning = boolean(node);
        else if (key == "escapes")
            rule.escapes = boolean(node);
        else if (key == "any-spelling")
            rule.anySpelling = boolean(node);
        else if (key == "kernel-lock")
            rule.kernelLock = word<std::string_view>(node, EntryKernelLocks);
        else if (key == "kernel-lock-needed")
            rule.kernelLockNeeded = boolean(node);
        else
            return false;
        return true;
    }

    bool readMeaningKey(std::string_view key, const toml::node &node, EntryRule &rule)
    {
        if (key == "held-by")
            rule.heldBy = word<EntryHeldBy>(node, EntryHolders);
        else if (key == "pid-scope")
            word<std::string_view>(node, EntryPidScopes);
        else if (key == "confidence")
            rule.confidence = confidence(node);
        else if (key == "incomplete")
            rule.incomplete = boolean(node);
        else if (key == "only-if-unknown")
            rule.onlyIfUnknown = boolean(node);
        else if (key == "says-more")
            rule.hasUnparsedText = boolean(node);
        else if (key == "every-pid-holds")
            rule.everyPidHolds = boolean(node);
        else if (key == "bare-number")
            rule.bareNumber = boolean(node);
        else if (key == "time-is-expiry")
            rule.timeIsExpiry = boolean(node);
        else if (key == "look-for-program")
            rule.lookForProgram = boolean(node);
        else if (key == "checks-program")
            rule.checksProgram = boolean(node);
        else if (key == "heartbeat")
            rule.heartbeat = duration(node);
        else if (key == "time-format")
            rule.timeFormat = word<EntryTime>(node, EntryTimes);
        else if (key == "companion-lock")
            rule.companionLock = string(node);
        else if (key == "companion-lock-always")
            rule.companionLockAlways = boolean(node);
        else if (key == "row-table")
            rule.rowTable = string(node);
        else if (key == "remove")
            rule.remove = word<std::string_view>(node, EntryRemovals);
        else if (key == "companions")
            rule.companions = strings(node);
        else if (key == "second-names")
            rule.secondNames = strings(node);
        else
            return false;
        return true;
    }

    bool readWordsKey(std::string_view key, const toml::node &node, EntryRule &rule)
    {
        if (key == "reason")
            rule.reason = text(node);
        else if (key == "stale-rule")
            rule.staleRule = text(node);
        else if (key == "never-remove")
            rule.neverRemove = text(node);
        else if (key == "find-holder")
            rule.findHolder = text(node);
        else if (key == "note")
            rule.note = text(node);
        else
            return false;
        return true;
    }

    double confidence(const toml::node &node)
    {
        const auto value = node.value<double>();
        if (value && *value > 0 && *value <= 1)
            return *value;
        problem(node, "expected a number above 0 and up to 1");
        return 1;
    }

    EntrySample readSample(const toml::table &table, bool counter, const EntryRule &rule)
    {
        EntrySample sample;
        sample.counter = counter;
        sample.line = table.source().begin.line;
        sample.inode = rule.inode;
        for (const auto &[key, node] : table) {
            const auto name = key.str();
            if (name == "path")
                sample.path = string(node);
            else if (name == "text")
                sample.text = string(node);
            else if (name == "hex")
                sample.text = bytes(node);
            else if (name == "inode")
                sample.inode = word<EntryInode>(node, EntryInodes);
            else if (name == "child")
                sample.child = string(node);
            else if (name == "second-name")
                sample.secondName = string(node);
            else if (name == "read-text")
                sample.readText = string(node);
            else if (name == "beside")
                sample.beside = strings(node);
            else if (name == "mode")
                sample.mode = mode(node);
            else if (name == "kernel-lock")
                sample.kernelLock = word<std::string_view>(node, EntryKernelLocks);
            else if (name == "pid")
                sample.pid = integer(node, 4194304);
            else if (name == "host")
                sample.host = string(node);
            else if (name == "user")
                sample.user = string(node);
            else if (name == "name")
                sample.name = string(node);
            else if (name == "thread")
                sample.thread = string(node);
            else
                problem(node, "unknown key \"" + std::string(name) + "\" in a sample");
        }
        return sample;
    }

    /// `"0024 6431"`
    std::string_view bytes(const toml::node &node)
    {
        auto value = bytesOfHex(string(node));
        if (!value)
            problem(node, "expected pairs of hexadecimal digits");
        return m_file.store.keep(std::move(value).value_or(std::string()));
    }

    void readSamples(const toml::node &node, bool counter, const EntryRule &rule, std::vector<EntrySample> &samples)
    {
        const auto *const tables = node.as_array();
        if (!tables || !node.is_array_of_tables()) {
            problem(node, "expected tables such as [[format.sample]]");
            return;
        }
        for (const auto &element : *tables)
            samples.push_back(readSample(*element.as_table(), counter, rule));
    }

    void readVariants(const toml::node &node, const EntryRule &base, std::vector<EntryRule> &rules)
    {
        if (!node.is_array_of_tables()) {
            problem(node, "expected tables such as [[format.variant]]");
            return;
        }
        for (const auto &element : *node.as_array()) {
            auto rule = base;
            for (const auto &[key, value] : *element.as_table()) {
                if (!readRuleKey(key.str(), value, rule))
                    problem(value, "unknown key \"" + std::string(key.str()) + "\" in a variant");
            }
            rules.push_back(rule);
        }
    }

    /// A lock with that name in which no owner can be read.
    static EntryRule incomplete(EntryRule rule)
    {
        constexpr double ByNameAlone = 0.7;
        rule.content = rule.target = rule.child = rule.secondName = rule.sibling = rule.read = {};
        rule.startsWith = rule.contains = {};
        rule.json = rule.keys = {};
        rule.minSize = 0;
        rule.lines = 0;
        rule.mode = -1;
        rule.reason = {};
        rule.companionLock = rule.heldBy == EntryHeldBy::Companion ? rule.companionLock : std::string_view();
        rule.confidence = ByNameAlone;
        rule.incomplete = true;
        return rule;
    }

    void readFormat(const toml::table &table)
    {
        FormatEntry entry;
        entry.source = m_source;
        entry.line = table.source().begin.line;
        EntryRule base;
        std::vector<EntrySample> samples;
        m_otherwiseIncomplete = false;
        for (const auto &[key, node] : table) {
            const auto name = key.str();
            if (name == "id")
                entry.id = string(node);
            else if (name == "title")
                entry.title = string(node);
            else if (name == "program")
                entry.programs = strings(node);
            else if (name == "places")
                entry.places = strings(node);
            else if (name == "reference")
                entry.reference = string(node);
            else if (name == "detector")
                entry.detector = string(node);
            else if (name == "otherwise-incomplete")
                m_otherwiseIncomplete = boolean(node);
            else if (name != "variant" && name != "sample" && name != "counter-sample" &&
                     !readRuleKey(name, node, base))
                problem(node, "unknown key \"" + std::string(name) + '"');
        }
        std::vector<EntryRule> rules;
        if (const auto *const variants = table.get("variant"))
            readVariants(*variants, base, rules);
        else if (entry.detector.empty())
            rules.push_back(base);
        if (m_otherwiseIncomplete)
            rules.push_back(incomplete(rules.empty() ? base : rules.front()));
        if (const auto *const node = table.get("sample"))
            readSamples(*node, false, base, samples);
        if (const auto *const node = table.get("counter-sample"))
            readSamples(*node, true, base, samples);
        entry.rules = m_file.store.keep(std::move(rules));
        entry.samples = m_file.store.keep(std::move(samples));
        checkComplete(table, entry);
        m_file.entries.push_back(entry);
    }

    void checkComplete(const toml::table &table, const FormatEntry &entry)
    {
        if (!isEntryId(entry.id))
            problem(table, "a format needs an id of lower-case letters, digits and dashes");
        if (entry.title.empty())
            problem(table, "a format needs a title");
        if (entry.detector.empty() && std::ranges::none_of(entry.samples, [](auto &sample) { return !sample.counter; }))
            problem(table, "a format needs at least one [[format.sample]]");
        for (const auto &rule : entry.rules) {
            if (const auto missing = missingIn(rule); !missing.empty())
                problem(table, std::string(missing));
        }
    }

    EntryFile m_file;
    std::string_view m_source;
    std::span<const SharedText> m_texts;
    bool m_otherwiseIncomplete = false;
};

} // namespace

std::string_view EntryStore::keep(std::string text)
{
    return m_texts.emplace_back(std::move(text));
}

std::span<const std::string_view> EntryStore::keep(std::vector<std::string_view> list)
{
    return m_lists.emplace_back(std::move(list));
}

std::span<const EntryPlace> EntryStore::keep(std::vector<EntryPlace> list)
{
    return m_places.emplace_back(std::move(list));
}

std::span<const EntryRule> EntryStore::keep(std::vector<EntryRule> list)
{
    return m_rules.emplace_back(std::move(list));
}

std::span<const EntrySample> EntryStore::keep(std::vector<EntrySample> list)
{
    return m_samples.emplace_back(std::move(list));
}

namespace {

bool endsInInvalidToml(std::string_view toml)
{
    try {
        static_cast<void>(toml::parse(toml));
    } catch (const toml::parse_error &) {
        return false; // for example cut off within a value
    } catch (const InvalidToml &) {
        return true;
    }
    return false;
}

/// The line that toml++ stumbled on, which it does not report: the first one up to which the text is invalid.
std::int64_t lineOfInvalidToml(std::string_view toml)
{
    std::vector<std::size_t> ends;
    for (auto end = toml.find('\n'); end != toml.npos; end = toml.find('\n', end + 1))
        ends.push_back(end);
    const auto first =
        std::ranges::partition_point(ends, [toml](std::size_t end) { return !endsInInvalidToml(toml.substr(0, end)); });
    return first - ends.begin() + 1;
}

} // namespace

EntryFile readEntries(std::string_view toml, std::string_view source, std::span<const SharedText> texts)
{
    try {
        return Reader(source, texts).read(toml::parse(toml, source));
    } catch (const toml::parse_error &error) {
        return Reader::failed(error);
    } catch (const InvalidToml &) {
        EntryFile file;
        file.problems.push_back({lineOfInvalidToml(toml), "this is not valid TOML"});
        return file;
    }
}

} // namespace Lockscope
