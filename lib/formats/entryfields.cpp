// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entryfields.h"

#include "formats/digits.h"
#include "formats/entrywords.h"
#include "formats/fields.h"
#include "formats/filelocktoken.h"
#include "formats/otherhosts.h"
#include "formats/unreadnumbers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace Lockscope {

namespace {

constexpr std::size_t LongestValue = 1024;
constexpr std::size_t MostValues = 64;

std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        at += text[at] == '\\' && at + 1 < text.size() ? 1 : 0;
        plain += text[at];
    }
    return plain;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r'\"";
    const auto begin = text.find_first_not_of(Around);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(Around) - begin + 1);
}

std::optional<std::string> textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toStdString();
    if (value.isDouble())
        return std::to_string(value.toInteger());
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    return std::nullopt;
}

QJsonValue member(const QJsonObject &object, std::string_view key, bool anySpelling)
{
    if (!anySpelling)
        return object.value(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
    const auto plain = plainSpelling(key);
    for (auto each = object.begin(); each != object.end(); ++each) {
        if (plainSpelling(each.key().toStdString()) == plain)
            return each.value();
    }
    return QJsonValue::Undefined;
}

/// Every value at a JSON pointer such as `/write/*/pid`.
void collect(const QJsonValue &value, std::string_view pointer, bool anySpelling, std::vector<std::string> &found)
{
    if (found.size() >= MostValues)
        return;
    if (pointer.empty()) {
        if (auto text = textOf(value))
            found.push_back(*std::move(text));
        return;
    }
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    const auto step = pointer.substr(0, end);
    const auto rest = pointer.substr(end);
    const auto index = wholeNumber(step);
    if (step == "*" && value.isObject()) {
        for (const auto &element : value.toObject())
            collect(element, rest, anySpelling, found);
    } else if (step == "*" && value.isArray()) {
        for (const auto &element : value.toArray())
            collect(element, rest, anySpelling, found);
    } else if (value.isObject()) {
        if (const auto below = member(value.toObject(), step, anySpelling); !below.isUndefined())
            collect(below, rest, anySpelling, found);
    } else if (value.isArray() && index >= 0) {
        const auto array = value.toArray();
        if (index < array.size())
            collect(array.at(index), rest, anySpelling, found);
    }
}

std::optional<WallTime> timeIn(const std::string &text, EntryTime format)
{
    constexpr std::int64_t FarFuture = 1LL << 33; // nanoseconds still fit
    if (format == EntryTime::Iso8601) {
        const auto time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
        return time.isValid() ? std::optional(WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch())))
                              : std::nullopt;
    }
    const auto digits = text.substr(0, text.find('.'));
    std::int64_t number = 0;
    if (!areDigits(digits) || std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc())
        return std::nullopt;
    const auto seconds = format == EntryTime::UnixMilliseconds ? number / 1000 : number;
    if (seconds <= 0 || seconds > FarFuture)
        return std::nullopt;
    return WallTime(std::chrono::seconds(seconds));
}

std::optional<std::chrono::milliseconds> secondsIn(const std::string &text)
{
    constexpr double Longest = 10.0 * 365 * 24 * 3600;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(seconds) || seconds <= 0 ||
        seconds > Longest)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

std::optional<std::uint64_t> hexIn(const std::string &text)
{
    std::uint64_t number = 0;
    const auto *const end = text.data() + text.size();
    if (!areHexDigits(text) || std::from_chars(text.data(), end, number, 16).ptr != end)
        return std::nullopt;
    return number;
}

bool fillHost(std::string_view host, FormatReading &reading)
{
    // Checked here: RE2 takes ten times as long to compile a pattern that counts to 255.
    constexpr std::size_t Longest = 300;
    if (host.empty() || host.size() > Longest || !isPlainText(host) || host.find('/') != host.npos)
        return false;
    reading.claim.hostname = host;
    // Every host may have this name.
    reading.hasUnparsedText = reading.hasUnparsedText || host == "localhost";
    return true;
}

} // namespace

void EntryFields::add(EntryField field, std::string_view value)
{
    m_values.resize(static_cast<std::size_t>(EntryField::Count));
    auto &values = m_values[static_cast<std::size_t>(field)];
    if (value.size() <= LongestValue && values.size() < MostValues)
        values.push_back(m_rule.escapes ? unescaped(value) : std::string(value));
}

const std::vector<std::string> &EntryFields::valuesOf(EntryField field) const
{
    static const std::vector<std::string> none;
    return m_values.empty() ? none : m_values[static_cast<std::size_t>(field)];
}

void EntryFields::add(std::string_view group, std::string_view value)
{
    if (const auto field = fieldOfGroup(group))
        add(*field, value);
}

bool EntryFields::addJson(std::span<const EntryPlace> places, const QJsonObject &object)
{
    for (const auto &place : places) {
        std::vector<std::string> found;
        collect(object, place.at, m_rule.anySpelling, found);
        if (found.empty() && !place.optional)
            return false;
        for (const auto &value : found)
            add(place.field, value);
    }
    return true;
}

bool EntryFields::addKeys(std::span<const EntryPlace> places, std::string_view text)
{
    std::vector<bool> found(places.size());
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto mark = line.find_first_of("=:");
        // An indented line belongs to a value with several lines.
        if (mark == line.npos || line.starts_with(' '))
            continue;
        const auto key = trimmed(line.substr(0, mark));
        for (std::size_t at = 0; at < places.size(); ++at) {
            const auto value = trimmed(line.substr(mark + 1));
            const bool isKey =
                m_rule.anySpelling ? plainSpelling(places[at].at) == plainSpelling(key) : places[at].at == key;
            if (!isKey || value.empty() || found[at])
                continue;
            found[at] = true;
            add(places[at].field, value);
        }
    }
    for (std::size_t at = 0; at < places.size(); ++at) {
        if (!found[at] && !places[at].optional)
            return false;
    }
    return true;
}

void EntryFields::noteUnread(std::string_view text, const QJsonObject *object)
{
    const auto valueOf = [&](EntryField field) {
        const auto &values = valuesOf(field);
        return values.empty() ? std::string_view() : std::string_view(values.front());
    };
    const UnderstoodOwner owner{valueOf(EntryField::Pid), valueOf(EntryField::Host)};
    m_mayNameOtherHost = object ? mayNameOtherHost(*object, owner) : mayNameOtherHost(text, owner);
    m_unreadNumbers = object ? unreadNumbers(*object, owner.pid) : unreadNumbers(text, owner.pid);

    std::size_t keys = 0;
    for (std::size_t mark = text.find_first_of("=:"); mark != text.npos; mark = text.find_first_of("=:", mark + 1)) {
        auto key = text.substr(0, mark);
        key = trimmed(key.substr(key.find_last_of("\n,{[") + 1));
        const auto plain = plainSpelling(key);
        keys += plain.find("pid") != plain.npos || plain.find("pgid") != plain.npos ? 1 : 0;
    }
    m_hasMorePids = keys > valuesOf(EntryField::Pid).size();
}

/// A host may be recorded with each PID: only the first host can be stored, and processes of the others must not be
/// looked up on it.
bool EntryFields::fillPids(FormatReading &reading) const
{
    const auto &pids = valuesOf(EntryField::Pid);
    const auto &hosts = valuesOf(EntryField::Host);
    auto &claim = reading.claim;
    for (std::size_t at = 0; at < pids.size(); ++at) {
        const auto pid = wholeNumber(pids[at]);
        if (pid <= 0)
            return false;
        if (hosts.size() == pids.size() && hosts[at] != hosts.front())
            reading.hasUnparsedText = true;
        else if (std::ranges::find(claim.pids, pid) == claim.pids.end())
            claim.pids.push_back(pid);
    }
    if (claim.pids.size() == 1)
        claim.pid = claim.pids.front();
    return true;
}

bool EntryFields::fillField(EntryField field, const std::string &value, const EntryRule &rule,
                            FormatReading &reading) const
{
    auto &claim = reading.claim;
    const auto at = value.rfind('@');
    // In a lock with any name, it is an ID of a lock, a session or a boot.
    const bool isId = rule.names.empty() && isUuid(value);
    switch (field) {
    case EntryField::Host:
        return !isId && fillHost(value, reading);
    case EntryField::User:
    case EntryField::Name:
        if (!isPlainText(value) || isId)
            return false;
        if (!value.empty() && (!claim.name || field == EntryField::Name)) {
            claim.name = value;
            reading.namesProgram = field == EntryField::Name;
        }
        return true;
    case EntryField::Thread:
        claim.thread = value;
        return isPlainText(value);
    case EntryField::Start:
        claim.startTime = timeIn(value, rule.timeFormat);
        return true;
    case EntryField::Boot:
        claim.bootId = value;
        return isPlainText(value);
    case EntryField::Token:
        claim.bootId = bootIdOf(value);
        claim.startTicks = startTicksOf(value);
        return isStartToken(value);
    case EntryField::PidNamespace:
        claim.pidNamespace = hexIn(value);
        return claim.pidNamespace.has_value();
    case EntryField::HostSnapshot:
        claim.machineId = value;
        return isPlainText(value);
    case EntryField::SharedMemory:
        reading.sharedMemory = wholeNumber(value) >= 0 ? std::optional(wholeNumber(value)) : std::nullopt;
        return true;
    case EntryField::Lasts:
        reading.heartbeat = secondsIn(value);
        return true;
    case EntryField::UserAtHost:
        if (at == value.npos || !fillHost(std::string_view(value).substr(at + 1), reading))
            return true; // a program may leave it empty
        if (at > 0 && isPlainText(value))
            claim.name = value.substr(0, at);
        return true;
    case EntryField::PidAtHost:
        if (at == value.npos || pidIn(value.substr(0, at)) == 0)
            return false;
        claim.pid = pidIn(value.substr(0, at));
        claim.pids = {*claim.pid};
        return fillHost(std::string_view(value).substr(at + 1), reading);
    case EntryField::PidBytes: {
        std::int32_t pid = 0;
        if (value.size() != sizeof pid)
            return false;
        std::memcpy(&pid, value.data(), sizeof pid);
        if (pid <= 0 || pid > LargestPid)
            return false;
        claim = Claim::ofPid(pid);
        return true;
    }
    case EntryField::Pid:
    case EntryField::Time:
    case EntryField::Port:
    case EntryField::Expires:
    case EntryField::File:
    case EntryField::Other:
    case EntryField::Count:
        break;
    }
    return true;
}

bool EntryFields::fill(const EntryRule &rule, FormatReading &reading) const
{
    if (!fillPids(reading))
        return false;
    reading.hasUnparsedText = reading.hasUnparsedText || m_hasMorePids || m_mayNameOtherHost;
    reading.otherNumbers = m_unreadNumbers;
    for (std::size_t field = 0; field < m_values.size(); ++field) {
        if (!m_values[field].empty() &&
            !fillField(static_cast<EntryField>(field), m_values[field].front(), rule, reading))
            return false;
    }
    return true;
}

std::string EntryFields::expanded(std::string_view text, std::string_view name) const
{
    std::string whole;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == text.npos ? text.npos : text.find('}', open);
        whole += text.substr(0, close == text.npos ? text.npos : open);
        if (close == text.npos)
            break;
        const auto word = text.substr(open + 1, close - open - 1);
        const auto field = entryField(word);
        if (word == "name")
            whole += name;
        else if (word == "stem")
            whole += name.substr(0, name.rfind('.'));
        else if (field && !valuesOf(*field).empty())
            whole += valuesOf(*field).front();
        text.remove_prefix(close + 1);
    }
    return whole;
}

} // namespace Lockscope
