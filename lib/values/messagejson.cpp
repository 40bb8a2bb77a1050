// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/messagejson.h"

#include "values/jsonbytes.h"
#include "values/sentences.h"

#include <QJsonObject>
#include <QMetaEnum>

namespace Lockscope {

namespace {

QString idKey()
{
    return QStringLiteral("sentence");
}

// Numbers are stored as strings: JSON numbers would lose digits.

QJsonArray toJson(const std::vector<std::int64_t> &numbers)
{
    QJsonArray json;
    for (const auto number : numbers)
        json.append(QString::number(number));
    return json;
}

std::vector<std::int64_t> numbersOf(const QJsonValue &json)
{
    std::vector<std::int64_t> numbers;
    for (const auto &number : json.toArray())
        numbers.push_back(number.toString().toLongLong());
    return numbers;
}

QJsonObject toJson(const ProcessName &process)
{
    return {{QStringLiteral("pid"), QString::number(process.pid)}, {QStringLiteral("name"), jsonBytes(process.name)}};
}

ProcessName processOf(const QJsonValue &json)
{
    return {json[QStringLiteral("pid")].toString().toLongLong(), bytesOf(json[QStringLiteral("name")])};
}

struct ArgumentJson
{
    QJsonObject operator()(std::int64_t number) const { return {{QStringLiteral("number"), QString::number(number)}}; }
    QJsonObject operator()(double seconds) const { return {{QStringLiteral("seconds"), seconds}}; }
    QJsonObject operator()(const std::string &bytes) const { return {{QStringLiteral("text"), jsonBytes(bytes)}}; }
    QJsonObject operator()(const Phrase &phrase) const { return {{QStringLiteral("phrase"), jsonBytes(phrase.text)}}; }
    QJsonObject operator()(const ProcessName &process) const { return {{QStringLiteral("process"), toJson(process)}}; }
    QJsonObject operator()(const ProcessNames &names) const
    {
        QJsonArray processes;
        for (const auto &process : names.processes)
            processes.append(toJson(process));
        return {{QStringLiteral("processes"), processes}};
    }
    QJsonObject operator()(const LockDescription &lock) const
    {
        return {{QStringLiteral("lock"), static_cast<int>(lock.type)},
                {QStringLiteral("shared"), lock.isShared},
                {QStringLiteral("start"), QString::number(lock.start)},
                {QStringLiteral("end"), lock.end ? QJsonValue(QString::number(*lock.end)) : QJsonValue()}};
    }
    QJsonObject operator()(const DeadlockCycle &cycle) const
    {
        return {{QStringLiteral("deadlock"), toJson(cycle.pids)}};
    }
    QJsonObject operator()(const OwnerNames &owner) const
    {
        return {{QStringLiteral("owner"), toJson(owner.pids)},
                {QStringLiteral("name"), optionalJsonBytes(owner.name)},
                {QStringLiteral("host"), optionalJsonBytes(owner.hostname)}};
    }
};

std::optional<LockDescription> lockOf(const QJsonObject &json)
{
    const int type = json[QStringLiteral("lock")].toInt(-1);
    if (type < 0 || type > static_cast<int>(LockDescription::Type::Lease))
        return {};
    LockDescription lock{static_cast<LockDescription::Type>(type),
                         json[QStringLiteral("shared")].toBool(),
                         json[QStringLiteral("start")].toString().toULongLong(),
                         {}};
    if (const auto end = json[QStringLiteral("end")]; end.isString())
        lock.end = end.toString().toULongLong();
    return lock;
}

std::optional<Message::Argument> argumentOf(const QJsonObject &json)
{
    const auto has = [&](const char *key) { return json.contains(QLatin1String(key)); };
    if (has("number"))
        return json[QStringLiteral("number")].toString().toLongLong();
    if (has("seconds"))
        return json[QStringLiteral("seconds")].toDouble();
    if (has("text"))
        return bytesOf(json[QStringLiteral("text")]);
    if (has("phrase"))
        return Phrase{bytesOf(json[QStringLiteral("phrase")])};
    if (has("process"))
        return processOf(json[QStringLiteral("process")]);
    if (has("processes")) {
        ProcessNames names;
        for (const auto &process : json[QStringLiteral("processes")].toArray())
            names.processes.push_back(processOf(process));
        return names;
    }
    if (has("deadlock")) {
        auto pids = numbersOf(json[QStringLiteral("deadlock")]);
        return pids.empty() ? std::nullopt : std::optional<Message::Argument>(DeadlockCycle{std::move(pids)});
    }
    if (has("owner"))
        return OwnerNames{numbersOf(json[QStringLiteral("owner")]), optionalBytesOf(json[QStringLiteral("name")]),
                          optionalBytesOf(json[QStringLiteral("host")])};
    if (has("lock"))
        return lockOf(json);
    return {};
}

template <typename Id>
QString nameOf(Id id)
{
    const auto meta = QMetaEnum::fromType<Id>();
    return QString::fromLatin1(meta.enumName()) + QLatin1Char('.') +
           QString::fromLatin1(meta.valueToKey(static_cast<int>(id)));
}

template <typename Id>
std::optional<Sentence::Id> idOf(const QString &name)
{
    const auto meta = QMetaEnum::fromType<Id>();
    const QString prefix = QString::fromLatin1(meta.enumName()) + QLatin1Char('.');
    bool isKnown = false;
    const int value = meta.keyToValue(name.mid(prefix.size()).toLatin1().constData(), &isKnown);
    return isKnown && name.startsWith(prefix) ? std::optional<Sentence::Id>(static_cast<Id>(value)) : std::nullopt;
}

std::optional<Sentence::Id> anyIdOf(const QString &name)
{
    if (const auto verdict = idOf<Sentence::Verdict>(name))
        return verdict;
    if (const auto finding = idOf<Sentence::Finding>(name))
        return finding;
    if (const auto refusal = idOf<Sentence::Refusal>(name))
        return refusal;
    if (const auto detail = idOf<Sentence::Detail>(name))
        return detail;
    return idOf<Sentence::Plan>(name);
}

} // namespace

QJsonArray messagesToJson(const std::vector<Message> &messages)
{
    QJsonArray json;
    for (const auto &message : messages) {
        QJsonArray values;
        for (const auto &argument : message.arguments)
            values.append(std::visit(ArgumentJson(), argument));
        json.append(QJsonObject{{idKey(), std::visit([](auto id) { return nameOf(id); }, message.id)},
                                {QStringLiteral("values"), values}});
    }
    return json;
}

std::vector<Message> messagesOf(const QJsonArray &json)
{
    std::vector<Message> messages;
    for (const auto &each : json) {
        const auto id = anyIdOf(each[idKey()].toString());
        if (!id)
            continue;
        Message message(*id);
        for (const auto &value : each[QStringLiteral("values")].toArray()) {
            if (auto argument = argumentOf(value.toObject()))
                message.arguments.push_back(*std::move(argument));
        }
        messages.push_back(std::move(message));
    }
    return messages;
}

} // namespace Lockscope
