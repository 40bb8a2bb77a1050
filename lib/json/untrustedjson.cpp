// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "json/untrustedjson.h"

#include "values/messagejson.h"

#include <QByteArray>
#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <variant>

namespace Lockscope {

namespace {

/// Whether a value of a sentence is small enough.
struct IsLimited
{
    static bool isShort(const std::string &text) { return text.size() <= std::size_t{UntrustedJson::MaxText}; }
    template <typename List>
    static bool isShortList(const List &list)
    {
        return list.size() <= std::size_t{UntrustedJson::MaxList};
    }

    bool operator()(std::int64_t) const { return true; }
    bool operator()(double) const { return true; }
    bool operator()(const LockDescription &) const { return true; }
    bool operator()(const std::string &text) const { return isShort(text); }
    bool operator()(const Phrase &phrase) const { return isShort(phrase.text); }
    bool operator()(const ProcessName &process) const { return isShort(process.name); }
    bool operator()(const ProcessNames &names) const
    {
        return isShortList(names.processes) && std::ranges::all_of(names.processes, *this);
    }
    bool operator()(const DeadlockCycle &cycle) const { return isShortList(cycle.pids); }
    bool operator()(const OwnerNames &owner) const
    {
        return isShortList(owner.pids) && isShort(owner.name.value_or("")) && isShort(owner.hostname.value_or(""));
    }
};

} // namespace

void UntrustedJson::note(const char *key) const
{
    if (m_problem->empty())
        *m_problem = key;
}

std::optional<std::string> UntrustedJson::optionalText(const char *key) const
{
    const auto json = value(key);
    if (!has(key))
        return {};
    if (!json.isString() || json.toString().size() > MaxText) {
        note(key);
        return {};
    }
    return json.toString().toStdString();
}

std::string UntrustedJson::base64(const char *key) const
{
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromStdString(text(key)),
                                                        QByteArray::Base64Option::AbortOnBase64DecodingErrors);
    if (!decoded)
        note(key);
    return decoded.decoded.toStdString();
}

std::string UntrustedJson::path(const char *key) const
{
    const auto bytesKey = std::string(key) + "Base64";
    auto bytes = has(bytesKey.c_str()) ? base64(bytesKey.c_str()) : text(key);
    if (bytes.find('\0') != std::string::npos) {
        note(key); // a NUL byte separates the parts of LockReport::key()
        bytes.clear();
    }
    return bytes;
}

std::optional<std::int64_t> UntrustedJson::optionalNumber(const char *key) const
{
    if (!has(key))
        return {};
    if (!value(key).isDouble()) {
        note(key);
        return {};
    }
    return value(key).toInteger();
}

std::int64_t UntrustedJson::number(const char *key, std::int64_t otherwise) const
{
    return optionalNumber(key).value_or(otherwise);
}

std::optional<std::uint64_t> UntrustedJson::large(const char *key) const
{
    const auto digits = optionalText(key);
    if (!digits)
        return {};
    bool isNumber = false;
    const auto number = QByteArray::fromStdString(*digits).toULongLong(&isNumber);
    if (!isNumber)
        note(key);
    return number;
}

double UntrustedJson::decimal(const char *key) const
{
    if (has(key) && !value(key).isDouble())
        note(key);
    return value(key).toDouble();
}

bool UntrustedJson::flag(const char *key) const
{
    if (has(key) && !value(key).isBool())
        note(key);
    return value(key).toBool();
}

std::optional<WallTime> UntrustedJson::time(const char *key) const
{
    const auto written = optionalText(key);
    if (!written)
        return {};
    const auto time = QDateTime::fromString(QString::fromStdString(*written), Qt::ISODateWithMs);
    // What fits into nanoseconds.
    constexpr int FirstYear = 1700;
    constexpr int LastYear = 2200;
    if (!time.isValid() || time.date().year() < FirstYear || time.date().year() > LastYear) {
        note(key);
        return {};
    }
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

QJsonArray UntrustedJson::list(const char *key, qsizetype max) const
{
    if (!has(key))
        return {};
    const auto array = value(key).toArray();
    if (!value(key).isArray() || array.size() > max) {
        note(key);
        return {};
    }
    return array;
}

std::vector<std::string> UntrustedJson::texts(const char *key) const
{
    std::vector<std::string> texts;
    for (const auto &element : list(key, MaxList)) {
        const auto text = element.toString();
        if (!element.isString() || text.size() > MaxText)
            note(key);
        else
            texts.push_back(text.toStdString());
    }
    return texts;
}

std::vector<std::int64_t> UntrustedJson::numbers(const char *key) const
{
    std::vector<std::int64_t> numbers;
    for (const auto &element : list(key, MaxList)) {
        if (!element.isDouble())
            note(key);
        numbers.push_back(element.toInteger());
    }
    return numbers;
}

std::vector<Message> UntrustedJson::messages(const char *key) const
{
    auto messages = messagesOf(list(key, MaxList));
    for (const auto &message : messages) {
        const bool isLimited = std::ranges::all_of(
            message.arguments, [](const auto &argument) { return std::visit(IsLimited(), argument); });
        if (!isLimited)
            note(key);
    }
    return messages;
}

UntrustedJson UntrustedJson::object(const char *key) const
{
    if (has(key) && !value(key).isObject())
        note(key);
    return {value(key).toObject(), *m_problem};
}

} // namespace Lockscope
