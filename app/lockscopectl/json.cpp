// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include "words.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>
#include <QUtf8StringView>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace Ctl {

using namespace Lockscope;

namespace {

QJsonValue textOrNull(std::string_view bytes)
{
    return bytes.empty() ? QJsonValue() : QJsonValue(jsonText(bytes));
}

QJsonValue saidOrNull(const std::optional<std::string> &bytes)
{
    return bytes ? QJsonValue(jsonText(*bytes)) : QJsonValue();
}

template <typename Range, typename Convert>
QJsonArray arrayOf(const Range &range, Convert convert)
{
    QJsonArray array;
    for (const auto &element : range)
        array.append(convert(element));
    return array;
}

QJsonArray pidArray(const std::vector<std::int64_t> &pids)
{
    return arrayOf(pids, [](std::int64_t pid) { return QJsonValue(qint64{pid}); });
}

QJsonObject toJson(const LockHolder &holder)
{
    return {{QStringLiteral("pid"), qint64{holder.pid}},
            {QStringLiteral("fd"), holder.fd < 0 ? QJsonValue() : QJsonValue(holder.fd)},
            {QStringLiteral("name"), textOrNull(holder.name)}};
}

QJsonObject toJson(const LockWaiter &waiter)
{
    return {{QStringLiteral("pid"), qint64{waiter.pid}}, {QStringLiteral("name"), textOrNull(waiter.name)}};
}

QJsonObject toJson(const KernelLock &lock, const std::string &meaning)
{
    QJsonObject object{
        {QStringLiteral("type"), typeText(lock.type)},
        {QStringLiteral("mode"), modeText(lock.mode)},
        {QStringLiteral("start"), jsonNumber(lock.start)},
        {QStringLiteral("end"), lock.end ? jsonNumber(*lock.end) : QJsonValue()},
        {QStringLiteral("meaning"), textOrNull(meaning)},
        {QStringLiteral("holders"), arrayOf(lock.holders, [](const LockHolder &holder) { return toJson(holder); })},
        {QStringLiteral("waiters"), arrayOf(lock.waiters, [](const LockWaiter &waiter) { return toJson(waiter); })},
    };
    if (!lock.deadlock.empty())
        object.insert(QStringLiteral("deadlock"), pidArray(lock.deadlock));
    return object;
}

QJsonObject toJson(const Claim &owner)
{
    return {{QStringLiteral("pid"), owner.pid ? QJsonValue(qint64{*owner.pid}) : QJsonValue()},
            {QStringLiteral("pids"), pidArray(owner.pids)},
            {QStringLiteral("hostname"), saidOrNull(owner.hostname)},
            {QStringLiteral("thread"), saidOrNull(owner.thread)},
            {QStringLiteral("name"), saidOrNull(owner.name)},
            {QStringLiteral("startTime"), jsonTime(owner.startTime)},
            {QStringLiteral("bootId"), saidOrNull(owner.bootId)}};
}

QJsonObject toJson(const ProcessFacts &process)
{
    return {
        {QStringLiteral("pid"), qint64{process.pid}},
        {QStringLiteral("ppid"), qint64{process.ppid}},
        {QStringLiteral("name"), textOrNull(process.name)},
        {QStringLiteral("commandLine"),
         arrayOf(process.commandLine, [](const std::string &argument) { return QJsonValue(jsonText(argument)); })},
        {QStringLiteral("user"), textOrNull(process.user)},
        {QStringLiteral("startTime"), jsonTime(process.startTime)},
        {QStringLiteral("state"), process.stateName()},
        {QStringLiteral("pidNamespace"), process.pidNamespace == 0 ? QJsonValue() : jsonNumber(process.pidNamespace)},
        {QStringLiteral("container"), textOrNull(process.container)}};
}

QJsonObject toJson(const FormatMatch &match)
{
    return {{QStringLiteral("id"), jsonText(match.id)}, {QStringLiteral("confidence"), match.confidence}};
}

QJsonObject toJson(const Evidence &evidence)
{
    return {{QStringLiteral("id"), jsonText(evidence.id)},
            {QStringLiteral("supports"), jsonText(toWord(evidence.supports))},
            {QStringLiteral("fact"), evidence.fact},
            {QStringLiteral("source"), evidence.source}};
}

QJsonObject toJson(const LookError &error)
{
    return {{QStringLiteral("code"), jsonText(error.code)},
            {QStringLiteral("call"), jsonText(error.call)},
            {QStringLiteral("message"), jsonText(error.message)}};
}

QJsonObject toJson(const FileSystemKind &fileSystem)
{
    return {{QStringLiteral("type"), textOrNull(fileSystem.type)}, {QStringLiteral("remote"), fileSystem.remote}};
}

template <typename Value>
QJsonValue objectOrNull(const std::optional<Value> &value)
{
    return value ? QJsonValue(toJson(*value)) : QJsonValue();
}

bool isUtf8(std::string_view bytes)
{
    return QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

QString decode(std::string_view bytes)
{
    // Without the flag a byte order mark at the start of a name would vanish.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
}

} // namespace

QString jsonText(std::string_view bytes)
{
    if (isUtf8(bytes))
        return decode(bytes);
    constexpr std::size_t LongestSequence = 4;
    QString text;
    while (!bytes.empty()) {
        std::size_t length = 1;
        while (length <= std::min(LongestSequence, bytes.size()) && !isUtf8(bytes.substr(0, length)))
            ++length;
        if (length <= std::min(LongestSequence, bytes.size())) {
            text += decode(bytes.substr(0, length));
        } else {
            length = 1;
            text += QStringLiteral("\\x") +
                    QString::number(static_cast<unsigned char>(bytes.front()), 16).rightJustified(2, u'0');
        }
        bytes.remove_prefix(length);
    }
    return text;
}

QJsonValue jsonNumber(std::uint64_t value)
{
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<qint64>::max()))
        return static_cast<qint64>(value);
    return static_cast<double>(value);
}

QJsonValue jsonTime(const std::optional<WallTime> &time)
{
    if (!time)
        return {};
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(*time).time_since_epoch().count();
    const auto text = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

void insertPath(QJsonObject &object, const std::filesystem::path &path)
{
    const auto &bytes = path.native();
    object.insert(QStringLiteral("path"), jsonText(bytes));
    if (!isUtf8(bytes))
        object.insert(QStringLiteral("pathBase64"), QString::fromLatin1(QByteArray::fromStdString(bytes).toBase64()));
}

QJsonArray toJson(std::span<const KernelLock> locks, std::span<const std::string> meanings)
{
    QJsonArray array;
    for (std::size_t i = 0; i < locks.size(); ++i)
        array.append(toJson(locks[i], meanings[i]));
    return array;
}

QJsonObject toJson(const LockReport &report)
{
    QJsonObject object{
        {QStringLiteral("format"), jsonText(report.format)},
        {QStringLiteral("formats"), arrayOf(report.formats, [](const FormatMatch &match) { return toJson(match); })},
        {QStringLiteral("verdict"), jsonText(toWord(report.verdict.state))},
        {QStringLiteral("confidence"), jsonText(toWord(report.verdict.confidence))},
        {QStringLiteral("reason"), jsonText(toWord(report.verdict.reason))},
        {QStringLiteral("summary"), report.verdict.summary},
        {QStringLiteral("owner"), toJson(report.owner)},
        {QStringLiteral("process"), objectOrNull(report.process)},
        {QStringLiteral("kernelLocks"),
         arrayOf(report.kernelLocks, [&](const KernelLock &lock) { return toJson(lock, report.meaningOf(lock)); })},
        {QStringLiteral("evidence"),
         arrayOf(report.evidence, [](const Evidence &evidence) { return toJson(evidence); })},
        {QStringLiteral("created"), jsonTime(report.created)},
        {QStringLiteral("modified"), jsonTime(report.modified)},
        {QStringLiteral("ageSeconds"),
         report.age ? QJsonValue(std::round(report.age->count() * 1000) / 1000) : QJsonValue()},
        {QStringLiteral("fileSystem"), objectOrNull(report.fileSystem)},
        {QStringLiteral("companions"),
         arrayOf(report.companions, [](const auto &path) { return QJsonValue(jsonText(path.native())); })},
        {QStringLiteral("break"), QJsonObject{{QStringLiteral("action"), textOrNull(report.breakAction)},
                                              {QStringLiteral("refused"), textOrNull(report.breakRefused)}}},
    };
    insertPath(object, report.path);
    if (report.error)
        object.insert(QStringLiteral("error"), toJson(*report.error));
    return object;
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace Ctl
