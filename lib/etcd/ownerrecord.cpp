// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/ownerrecord.h"

#include "system/procparse.h"

#include <lockscope/json.h>
#include <lockscope/processfacts.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

#include <unistd.h>

namespace Lockscope {

namespace {

constexpr std::int64_t Version = 1;

std::optional<std::string> textAt(const QJsonObject &object, QLatin1String key)
{
    const auto text = object.value(key).toString();
    return text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
}

/// Of a host without a machine ID, for example.
std::optional<std::string> ifKnown(std::string text)
{
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// A double has 53 bits: these numbers are written as text.
std::optional<std::uint64_t> numberAt(const QJsonObject &object, QLatin1String key)
{
    bool isNumber = false;
    const auto number = object.value(key).toString().toULongLong(&isNumber);
    return isNumber ? std::optional<std::uint64_t>(number) : std::nullopt;
}

} // namespace

OwnerRecord OwnerRecord::own()
{
    const auto host = HostIdentity::read();
    OwnerRecord record;
    record.claim = Claim::ofPid(::getpid());
    record.claim.hostname = ifKnown(host.hostname);
    record.claim.machineId = ifKnown(host.machineId);
    record.claim.bootId = ifKnown(host.bootId);
    record.claim.pidNamespace = host.pidNamespace;
    QFile file(QStringLiteral("/proc/self/stat"));
    if (file.open(QIODevice::ReadOnly)) {
        if (const auto stat = ProcParse::stat(file.readAll().toStdString())) {
            record.claim.startTicks = stat->startTicks;
            record.claim.name = stat->name;
        }
    }
    return record;
}

OwnerRecord OwnerRecord::parse(std::string_view value)
{
    const auto object =
        QJsonDocument::fromJson(QByteArray::fromRawData(value.data(), static_cast<qsizetype>(value.size()))).object();
    const auto pid = object.value(QLatin1String("pid")).toInteger();
    OwnerRecord record;
    if (object.value(QLatin1String("lockscope")).toInteger() != Version || pid <= 0)
        return record;
    record.claim = Claim::ofPid(pid);
    record.claim.hostname = textAt(object, QLatin1String("host"));
    record.claim.machineId = textAt(object, QLatin1String("machine"));
    record.claim.bootId = textAt(object, QLatin1String("boot"));
    record.claim.name = textAt(object, QLatin1String("program"));
    record.claim.startTicks = numberAt(object, QLatin1String("startTicks"));
    record.claim.pidNamespace = numberAt(object, QLatin1String("pidns"));
    record.isReleased = object.value(QLatin1String("released")).toBool();
    return record;
}

std::string OwnerRecord::toValue() const
{
    std::string value;
    JsonWriter json(value);
    json.beginObject();
    json.key("lockscope").number(Version);
    json.key("host").bytes(claim.hostname.value_or(std::string()));
    json.key("machine").bytes(claim.machineId.value_or(std::string()));
    json.key("boot").bytes(claim.bootId.value_or(std::string()));
    json.key("pid").number(claim.pid.value_or(0));
    json.key("startTicks").bytes(std::to_string(claim.startTicks.value_or(0)));
    json.key("pidns").bytes(std::to_string(claim.pidNamespace.value_or(0)));
    json.key("program").bytes(claim.name.value_or(std::string()));
    if (isReleased)
        json.key("released").boolean(true);
    json.endObject();
    return value;
}

} // namespace Lockscope
