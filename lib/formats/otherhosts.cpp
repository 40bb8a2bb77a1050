// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/otherhosts.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "values/characters.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// Parts of keys with the name of a container, which may have PIDs of its own.
constexpr std::array ContainerWords = {"container"sv, "pod"sv, "namespace"sv, "instance"sv, "sandbox"sv};
/// Parts of keys with the name of a host.
constexpr std::array HostWords = {"host"sv,     "node"sv,  "machine"sv,     "computer"sv, "server"sv, "cluster"sv,
                                  "fqdn"sv,     "addr"sv,  "workstation"sv, "agent"sv,    "runner"sv, "device"sv,
                                  "domain"sv,   "site"sv,  "system"sv,      "client"sv,   "worker"sv, "peer"sv,
                                  "location"sv, "uname"sv, "where"sv,       "origin"sv};
constexpr std::array WholeHostWords = {"ip"sv, "vm"sv};
/// Ends of keys whose values are something else.
constexpr std::array OtherWords = {
    "name"sv,    "id"sv,    "cmd"sv,       "command"sv, "program"sv,   "process"sv, "user"sv,        "version"sv,
    "status"sv,  "state"sv, "type"sv,      "kind"sv,    "mode"sv,      "action"sv,  "operation"sv,   "reason"sv,
    "message"sv, "token"sv, "key"sv,       "session"sv, "task"sv,      "job"sv,     "time"sv,        "timestamp"sv,
    "date"sv,    "at"sv,    "path"sv,      "file"sv,    "dir"sv,       "cwd"sv,     "directory"sv,   "script"sv,
    "args"sv,    "tty"sv,   "level"sv,     "branch"sv,  "tag"sv,       "title"sv,   "app"sv,         "lock"sv,
    "purpose"sv, "hash"sv,  "heartbeat"sv, "stage"sv,   "exe"sv,       "env"sv,     "description"sv, "phase"sv,
    "started"sv, "port"sv,  "created"sv,   "updated"sv, "expires"sv,   "uuid"sv,    "uid"sv,         "argv"sv,
    "pid"sv,     "pids"sv,  "label"sv,     "target"sv,  "executable"sv};

bool containsAny(std::string_view key, const auto &words)
{
    return std::ranges::any_of(words, [&](auto word) { return key.find(word) != key.npos; });
}

bool isHostKey(std::string_view key)
{
    return containsAny(key, HostWords) || std::ranges::find(WholeHostWords, key) != WholeHostWords.end();
}

bool isOtherKey(std::string_view key)
{
    return std::ranges::any_of(OtherWords, [&](auto word) { return key.ends_with(word); });
}

/// A number, a time, a path or another value that is not the name of a host.
bool isNoName(std::string_view value)
{
    constexpr std::size_t Year = 5;
    const bool isAddress = std::ranges::count(value, '.') == 3;
    const bool hasLetters = std::ranges::any_of(value, isLetter);
    const bool isDate = value.size() > Year && areDigits(value.substr(0, Year - 1)) && value[Year - 1] == '-' &&
                        std::ranges::none_of(value.substr(Year), [](char c) { return isLetter(c) && c > 'Z'; });
    return (!hasLetters && !isAddress) || isDate || isUuid(value) || value.starts_with('/') || value == "true" ||
           value == "false" || value == "null";
}

/// `box-4242`: the other part may be a host.
bool isNextToPid(std::string_view value, std::string_view pid)
{
    const auto at = pid.empty() ? value.npos : value.find(pid);
    return at != value.npos && value.size() > pid.size() && value.find_first_of(" /") == value.npos &&
           (at == 0 || !isDigit(value[at - 1])) &&
           (at + pid.size() == value.size() || !isDigit(value[at + pid.size()]));
}

bool mayNameHost(std::string_view key, std::string_view value, const UnderstoodOwner &owner)
{
    if (value.empty() || (!owner.host.empty() && value == owner.host))
        return false;
    if (containsAny(key, ContainerWords))
        return true;
    if (!owner.host.empty())
        return false;
    if (isHostKey(key) || value.find('@') != value.npos || value.find("://") != value.npos)
        return true;
    return isOtherKey(key) ? isNextToPid(value, owner.pid) : !isNoName(value);
}

/// The values in `"host": {"name": "box"}` belong to the key of the object.
bool isKeyOfObject(std::string_view key)
{
    return isHostKey(key) || containsAny(key, ContainerWords);
}

bool anyNamesHost(const std::string &key, const QJsonValue &value, const UnderstoodOwner &owner)
{
    if (value.isString())
        return mayNameHost(key, value.toString().toStdString(), owner);
    if (value.isDouble())
        return isKeyOfObject(key) && mayNameHost(key, std::to_string(value.toInteger()), owner);
    if (value.isArray()) {
        const auto array = value.toArray();
        return std::ranges::any_of(array, [&](const QJsonValue &each) { return anyNamesHost(key, each, owner); });
    }
    const auto object = value.toObject();
    for (auto each = object.begin(); each != object.end(); ++each) {
        const auto inner = isKeyOfObject(key) ? key : plainSpelling(each.key().toStdString());
        if (anyNamesHost(inner, each.value(), owner))
            return true;
    }
    return false;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r'\",-";
    const auto begin = text.find_first_not_of(Around);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(Around) - begin + 1);
}

} // namespace

std::string plainSpelling(std::string_view key)
{
    std::string plain;
    for (const char c : key) {
        if (c != '-' && c != '_' && c != ' ')
            plain += toLower(c);
    }
    return plain;
}

bool mayNameOtherHost(const QJsonObject &object, const UnderstoodOwner &owner)
{
    return anyNamesHost({}, object, owner);
}

bool mayNameOtherHost(std::string_view text, const UnderstoodOwner &owner)
{
    std::string group; // the section of an INI file, or the key of a mapping in YAML, if it means a host
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto whole = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto line = trimmed(whole);
        if (line.empty() || line == "...")
            continue;
        if (line.starts_with('[') && line.ends_with(']')) {
            group = plainSpelling(line.substr(1, line.size() - 2));
            if (!isKeyOfObject(group))
                group.clear();
            continue;
        }
        // The time of a comment is not that of a host.
        const bool isComment = line.starts_with('#') || line.starts_with(';');
        const auto mark = line.find_first_of("=:");
        if (isComment || mark == line.npos) {
            const bool isHostLike = isComment ? isHostKey(plainSpelling(line)) || line.find('@') != line.npos
                                              : owner.host.empty() && !isNoName(line);
            if (isHostLike && line != owner.host)
                return true;
            continue;
        }
        const auto key = plainSpelling(trimmed(line.substr(0, mark)));
        const auto value = trimmed(line.substr(mark + 1));
        const bool isIndented = whole.starts_with(' ') || whole.starts_with('\t');
        if (value.empty() && !isIndented)
            group = isKeyOfObject(key) ? key : std::string();
        if (mayNameHost(group.empty() ? key : group, value, owner))
            return true;
    }
    return false;
}

} // namespace Lockscope
