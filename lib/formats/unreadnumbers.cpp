// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/unreadnumbers.h"

#include "formats/digits.h"
#include "formats/otherhosts.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <string>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// Ends of keys whose numbers are not PIDs.
constexpr std::array OtherKeys = {"port"sv,  "uid"sv,       "gid"sv,     "time"sv,    "timestamp"sv, "date"sv,
                                  "at"sv,    "ts"sv,        "epoch"sv,   "started"sv, "created"sv,   "updated"sv,
                                  "start"sv, "heartbeat"sv, "expires"sv, "ttl"sv,     "timeout"sv,   "interval"sv,
                                  "ms"sv,    "seconds"sv,   "version"sv, "count"sv,   "size"sv,      "level"sv,
                                  "mode"sv,  "retries"sv,   "attempt"sv, "attempts"sv};

/// Each costs the lookup of a process.
constexpr std::size_t MostNumbers = 16;

class Numbers
{
public:
    explicit Numbers(std::string_view pid)
        : m_pid(pid)
    {}

    void add(std::string_view key, std::string_view value)
    {
        const auto number = wholeNumber(value);
        const bool isOther = std::ranges::any_of(OtherKeys, [&](auto end) { return key.ends_with(end); });
        if (number > 0 && value != m_pid && !isOther && m_found.size() < MostNumbers)
            m_found.push_back(number);
    }

    void add(const std::string &key, const QJsonValue &value)
    {
        if (value.isString())
            add(key, std::string_view(value.toString().toStdString()));
        else if (value.isDouble())
            add(key, std::string_view(std::to_string(value.toInteger())));
        for (const auto &each : value.toArray())
            add(key, each);
        const auto object = value.toObject();
        for (auto each = object.begin(); each != object.end(); ++each)
            add(plainSpelling(each.key().toStdString()), each.value());
    }

    std::vector<std::int64_t> take() { return std::move(m_found); }

private:
    std::string_view m_pid;
    std::vector<std::int64_t> m_found;
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r'\",-";
    const auto begin = text.find_first_not_of(Around);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(Around) - begin + 1);
}

} // namespace

std::vector<std::int64_t> unreadNumbers(const QJsonObject &object, std::string_view pid)
{
    Numbers numbers(pid);
    numbers.add({}, QJsonValue(object));
    return numbers.take();
}

std::vector<std::int64_t> unreadNumbers(std::string_view text, std::string_view pid)
{
    Numbers numbers(pid);
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto mark = line.find_first_of("=:");
        const auto key = mark == line.npos ? std::string() : plainSpelling(trimmed(line.substr(0, mark)));
        numbers.add(key, trimmed(mark == line.npos ? line : line.substr(mark + 1)));
    }
    return numbers.take();
}

} // namespace Lockscope
