// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/breakrecord.h"

#include "system/quarantinename.h"
#include "values/jsonbytes.h"
#include "values/messagejson.h"
#include "values/sentences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

#include <algorithm>

#include <sys/stat.h>

namespace Lockscope {

namespace {

constexpr int Version = 1;

template <typename Enum>
QString keyOf(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

template <typename Enum>
Enum valueOf(const QJsonValue &json, Enum otherwise)
{
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(qPrintable(json.toString()), &isKnown);
    return isKnown ? static_cast<Enum>(value) : otherwise;
}

QJsonObject toJson(const MovedName &moved)
{
    return {{QStringLiteral("name"), jsonBytes(moved.name)},
            {QStringLiteral("aside"), jsonBytes(moved.aside)},
            {QStringLiteral("state"), moved.state.toJson()}};
}

/// A name in the lock's directory; a name that is read from a file must not lead out of it.
bool isName(const std::string &name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

/// A file that is not moved has no private name.
std::optional<MovedName> movedName(const QJsonObject &json, bool stays)
{
    const auto state = InodeState::fromJson(json[QStringLiteral("state")].toObject());
    if (!state)
        return {};
    MovedName moved{bytesOf(json[QStringLiteral("name")]), bytesOf(json[QStringLiteral("aside")]), *state};
    const bool isAside = stays ? moved.aside.empty() : QuarantineName::idIn(moved.aside).has_value();
    return isName(moved.name) && isAside ? std::optional(moved) : std::nullopt;
}

QJsonObject toJson(const Claim &claim)
{
    QJsonArray pids;
    for (const auto pid : claim.pids)
        pids.append(QString::number(pid));
    QJsonObject json{{QStringLiteral("pids"), pids},
                     {QStringLiteral("hostname"), optionalJsonBytes(claim.hostname)},
                     {QStringLiteral("thread"), optionalJsonBytes(claim.thread)},
                     {QStringLiteral("name"), optionalJsonBytes(claim.name)},
                     {QStringLiteral("bootId"), optionalJsonBytes(claim.bootId)}};
    if (claim.pid)
        json[QStringLiteral("pid")] = QString::number(*claim.pid);
    if (claim.startTime)
        json[QStringLiteral("startTime")] = QString::number(claim.startTime->time_since_epoch().count());
    return json;
}

Claim claimOf(const QJsonObject &json)
{
    const auto text = [&](const char *key) { return optionalBytesOf(json[QLatin1String(key)]); };
    Claim claim;
    for (const auto &pid : json[QStringLiteral("pids")].toArray())
        claim.pids.push_back(pid.toString().toLongLong());
    if (const auto pid = json[QStringLiteral("pid")]; pid.isString())
        claim.pid = pid.toString().toLongLong();
    claim.hostname = text("hostname");
    claim.thread = text("thread");
    claim.name = text("name");
    claim.bootId = text("bootId");
    if (const auto start = json[QStringLiteral("startTime")]; start.isString())
        claim.startTime = WallTime(std::chrono::nanoseconds(start.toString().toLongLong()));
    return claim;
}

QJsonValue toJson(const std::optional<LockRow> &row)
{
    if (!row)
        return {};
    return QJsonObject{{QStringLiteral("lockFile"), jsonBytes(row->path)},
                       {QStringLiteral("uniqueName"), jsonBytes(row->uniqueName)}};
}

std::optional<LockRow> rowOf(const QJsonValue &json)
{
    if (!json.isObject())
        return {};
    return LockRow{bytesOf(json[QStringLiteral("lockFile")]), bytesOf(json[QStringLiteral("uniqueName")])};
}

LockReport::InodeType typeOf(std::uint32_t mode)
{
    if (S_ISDIR(mode))
        return LockReport::InodeType::Directory;
    return S_ISLNK(mode) ? LockReport::InodeType::Symlink : LockReport::InodeType::Regular;
}

} // namespace

Quarantine::Names BreakRecord::names() const
{
    return {lock().name, lock().aside, QuarantineName::ofMark(id), markTarget};
}

BrokenLock BreakRecord::brokenLock() const
{
    BrokenLock broken;
    broken.id = id;
    broken.path = place.path();
    if (row)
        broken.row = row->path;
    else
        broken.quarantine = place.directory / lock().aside;
    for (std::size_t i = 1; i < moved.size(); ++i)
        broken.companions.push_back(place.directory / moved[i].name);
    broken.time = time;
    broken.format = format;
    broken.inodeType = typeOf(lock().state.mode);
    broken.verdict = verdict;
    broken.owner = owner;
    broken.forced = forced;
    return broken;
}

std::optional<WallTime> BrokenLock::expires() const
{
    const bool isKept = forced || displaced || changed || partlyDeleted;
    return isKept ? std::nullopt : std::optional<WallTime>(time + QuarantineName::KeptFor);
}

void BreakRecord::forgetDevices()
{
    place.device = 0;
    for (auto &name : moved)
        name.state.device = 0;
}

QByteArray BreakRecord::toJson() const
{
    QJsonArray names;
    for (const auto &name : moved)
        names.append(Lockscope::toJson(name));
    QJsonArray guardNames;
    for (const auto &name : companionLocks)
        guardNames.append(jsonBytes(name));
    const QJsonObject json{{QStringLiteral("version"), Version},
                           {QStringLiteral("id"), QString::fromStdString(id)},
                           {QStringLiteral("folder"), jsonBytes(place.directory.native())},
                           {QStringLiteral("folderDevice"), QString::number(place.device)},
                           {QStringLiteral("folderInode"), QString::number(place.inode)},
                           {QStringLiteral("moved"), names},
                           {QStringLiteral("row"), Lockscope::toJson(row)},
                           {QStringLiteral("guards"), guardNames},
                           {QStringLiteral("mark"), jsonBytes(markTarget)},
                           {QStringLiteral("helper"), jsonBytes(helper.name)},
                           {QStringLiteral("helperTarget"), jsonBytes(helper.target)},
                           {QStringLiteral("time"), QString::number(time.time_since_epoch().count())},
                           {QStringLiteral("format"), jsonBytes(format)},
                           {QStringLiteral("verdict"), keyOf(verdict.state)},
                           {QStringLiteral("confidence"), keyOf(verdict.confidence)},
                           {QStringLiteral("reason"), keyOf(verdict.reason)},
                           {QStringLiteral("sentences"), messagesToJson(verdict.sentences)},
                           {QStringLiteral("claim"), Lockscope::toJson(owner)},
                           {QStringLiteral("forced"), forced},
                           {QStringLiteral("bootId"), QString::fromStdString(bootId)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<BreakRecord> BreakRecord::fromJson(const QByteArray &text)
{
    const auto json = QJsonDocument::fromJson(text).object();
    BreakRecord record;
    record.id = json[QStringLiteral("id")].toString().toStdString();
    record.place.directory = bytesOf(json[QStringLiteral("folder")]);
    record.place.device = json[QStringLiteral("folderDevice")].toString().toULongLong();
    record.place.inode = json[QStringLiteral("folderInode")].toString().toULongLong();
    record.row = rowOf(json[QStringLiteral("row")]);
    for (const auto &name : json[QStringLiteral("moved")].toArray()) {
        const auto moved = movedName(name.toObject(), record.row.has_value());
        if (!moved)
            return {};
        record.moved.push_back(*moved);
    }
    for (const auto &name : json[QStringLiteral("guards")].toArray())
        record.companionLocks.push_back(bytesOf(name));
    record.markTarget = bytesOf(json[QStringLiteral("mark")]);
    record.helper = {bytesOf(json[QStringLiteral("helper")]), bytesOf(json[QStringLiteral("helperTarget")])};
    record.time = WallTime(std::chrono::nanoseconds(json[QStringLiteral("time")].toString().toLongLong()));
    record.format = bytesOf(json[QStringLiteral("format")]);
    record.verdict = {.state = valueOf(json[QStringLiteral("verdict")], Verdict::State::Unknown),
                      .confidence = valueOf(json[QStringLiteral("confidence")], Verdict::Confidence::Presumed),
                      .reason = valueOf(json[QStringLiteral("reason")], Verdict::Reason::Unrecognised),
                      .sentences = messagesOf(json[QStringLiteral("sentences")].toArray())};
    // 0.1 stored the sentence itself.
    if (const auto summary = json[QStringLiteral("summary")].toString(); record.verdict.sentences.empty())
        record.verdict.sentences.push_back({Sentence::Verdict::FormatNote, Phrase{summary.toStdString()}});
    record.owner = claimOf(json[QStringLiteral("claim")].toObject());
    record.forced = json[QStringLiteral("forced")].toBool();
    record.bootId = json[QStringLiteral("bootId")].toString().toStdString();
    const bool isWhole = json[QStringLiteral("version")].toInt() == Version && !record.moved.empty() &&
                         record.place.directory.is_absolute() && !record.markTarget.empty() &&
                         std::ranges::all_of(record.companionLocks, isName) &&
                         (record.helper.name.empty() || isName(record.helper.name));
    if (!isWhole)
        return {};
    record.place.name = record.lock().name;
    return record;
}

} // namespace Lockscope
