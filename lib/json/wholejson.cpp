// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "json/wholejson.h"

#include "values/messagejson.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QMetaEnum>

namespace Lockscope {

namespace {

void writeLarge(JsonWriter &json, std::uint64_t number)
{
    json.bytes(std::to_string(number));
}

void writeLarge(JsonWriter &json, const std::optional<std::uint64_t> &number)
{
    if (number)
        writeLarge(json, *number);
    else
        json.null();
}

void write(JsonWriter &json, const std::optional<InodeKey> &inode)
{
    if (!inode) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("major").number(std::int64_t{inode->major});
    json.key("minor").number(std::int64_t{inode->minor});
    writeLarge(json.key("inode"), inode->inode);
    json.endObject();
}

void write(JsonWriter &json, const std::vector<Message> &messages)
{
    json.raw(QJsonDocument(messagesToJson(messages)).toJson(QJsonDocument::Compact).toStdString());
}

template <typename Enum>
void writeName(JsonWriter &json, Enum value)
{
    json.bytes(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

void writeBase64(JsonWriter &json, const std::string &bytes)
{
    json.text(QString::fromLatin1(QByteArray::fromStdString(bytes).toBase64()));
}

} // namespace

void writeRest(JsonWriter &json, const Claim &owner)
{
    writeLarge(json.key("startTicks"), owner.startTicks);
    json.key("machineId").bytesOrNull(owner.machineId);
    writeLarge(json.key("pidNamespace"), owner.pidNamespace);
}

void writeRest(JsonWriter &json, const ProcessFacts &process)
{
    json.key("uid").number(process.uid);
    writeLarge(json.key("startTicks"), process.startTicks);
    json.key("stateLetter").bytes(std::string_view(&process.state, 1));
    json.key("threads").number(std::int64_t{process.threads});
    json.key("namespacePids").array(process.namespacePids, [&](std::int64_t pid) { json.number(pid); });
    json.key("kernelThread").boolean(process.isKernelThread);
}

void writeRest(JsonWriter &json, const KernelLock &lock)
{
    json.key("inode");
    write(json, std::optional(lock.inode));
    json.key("file");
    write(json, lock.file);
    json.key("inTable").boolean(lock.inTable);
    json.key("onThisFile").boolean(lock.onThisFile);
    json.path(lock.path.native());
    writeName(json.key("pathState"), lock.pathState);
    json.key("tablePid").number(lock.tablePid);
    json.key("nfsVersion")
        .number(std::int64_t{lock.forNfs == KernelLock::ForNfs::Version4   ? 4
                             : lock.forNfs == KernelLock::ForNfs::Version3 ? 3
                                                                           : 0});
    json.key("threads").array(lock.holders, [&](const LockHolder &holder) { json.number(holder.thread); });
}

void writeRest(JsonWriter &json, const Evidence &evidence)
{
    json.key("finding");
    write(json, std::vector{evidence.finding});
}

void writeRest(JsonWriter &json, const LockReport &report)
{
    if (!report.row.empty() && !isUtf8(report.row.native()))
        writeBase64(json.key("rowBase64"), report.row.native());
    json.key("sentences");
    write(json, report.verdict.sentences);
    json.key("matchReasons").array(report.formats, [&](const FormatMatch &match) { json.bytes(match.reason.text); });
    json.key("file").beginObject();
    json.key("inode");
    write(json, report.inode);
    writeName(json.key("type"), report.inodeType);
    writeLarge(json.key("size"), report.size);
    json.key("mode").number(std::int64_t{report.mode});
    json.key("links").number(std::int64_t{report.links});
    json.key("uid").number(report.ownerUid.value_or(-1));
    json.key("changed").time(report.changed);
    json.key("contentRead").boolean(report.contentRead);
    writeBase64(json.key("content"), report.content);
    writeBase64(json.key("linkTarget"), report.linkTarget);
    json.endObject();
    json.key("companionLocks").array(report.companionLocks, [&](const std::string &name) { json.bytes(name); });
    writeName(json.key("breakPermission"), report.breakPermission);
    json.key("refusal");
    write(json, report.breakRefused ? std::vector{*report.breakRefused} : std::vector<Message>());
}

} // namespace Lockscope
