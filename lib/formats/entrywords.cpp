// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrywords.h"

#include <algorithm>
#include <charconv>

namespace Lockscope {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(EntryField::Count)> FieldWords = {
    "pid",     "host", "user", "name",    "thread", "start",     "time",         "boot",        "token", "pidns",
    "machine", "shm",  "port", "expires", "lasts",  "pid-bytes", "user-at-host", "pid-at-host", "file",  "other",
};

template <typename Value>
std::string_view wordOf(Value value, std::span<const EntryWord<Value>> words)
{
    return std::ranges::find(words, value, &EntryWord<Value>::value)->word;
}

bool isLowerCaseHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

} // namespace

std::optional<EntryField> entryField(std::string_view word)
{
    const auto found = std::ranges::find(FieldWords, word);
    if (found == FieldWords.end())
        return std::nullopt;
    return static_cast<EntryField>(found - FieldWords.begin());
}

std::optional<EntryField> fieldOfGroup(std::string_view name)
{
    std::string word(name);
    std::ranges::replace(word, '_', '-');
    return entryField(word);
}

std::string_view toWord(EntryField field)
{
    return FieldWords[static_cast<std::size_t>(field)];
}

std::string_view toWord(EntryInode inode)
{
    return wordOf<EntryInode>(inode, EntryInodes);
}

std::string_view toWord(EntryHeldBy heldBy)
{
    return wordOf<EntryHeldBy>(heldBy, EntryHolders);
}

std::optional<std::chrono::milliseconds> durationOf(std::string_view text)
{
    struct Unit
    {
        std::string_view word;
        std::int64_t milliseconds;
    };
    static constexpr std::array Units = {Unit{"ms", 1}, Unit{"s", 1000}, Unit{"min", 60'000}, Unit{"h", 3'600'000},
                                         Unit{"d", 86'400'000}};
    constexpr std::int64_t Largest = 1'000'000;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto unit = std::ranges::find(Units, text.substr(static_cast<std::size_t>(end - text.data())), &Unit::word);
    if (error != std::errc() || number <= 0 || number > Largest || unit == Units.end())
        return std::nullopt;
    return std::chrono::milliseconds(number * unit->milliseconds);
}

std::optional<std::string> bytesOfHex(std::string_view text)
{
    std::string digits(text);
    std::erase(digits, ' ');
    if (digits.size() % 2 != 0 || !std::ranges::all_of(digits, isLowerCaseHex))
        return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2) {
        unsigned char byte = 0;
        std::from_chars(digits.data() + at, digits.data() + at + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

bool isEntryId(std::string_view text)
{
    constexpr std::size_t Longest = 40;
    return !text.empty() && text.size() <= Longest && text.front() != '-' && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string_view missingIn(const EntryRule &rule)
{
    const bool readsSomething = !rule.content.empty() || !rule.startsWith.empty() || !rule.target.empty() ||
                                !rule.filename.empty() || !rule.child.empty() || !rule.secondName.empty() ||
                                !rule.json.empty() || !rule.keys.empty();
    if (rule.names.empty() && !rule.namedLikeLock && !readsSomething)
        return "a format needs names, or something to read: content, target, filename, child, json or keys";
    if (rule.heldBy == EntryHeldBy::Heartbeat && !rule.incomplete && rule.heartbeat.count() == 0 &&
        std::ranges::none_of(rule.keys, [](auto &place) { return place.field == EntryField::Lasts; }))
        return "held-by = \"heartbeat\" needs a heartbeat";
    if (rule.heldBy == EntryHeldBy::Companion && rule.companionLock.empty())
        return "held-by = \"companion\" needs a companion-lock";
    return {};
}

} // namespace Lockscope
