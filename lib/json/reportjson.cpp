// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "json/wholejson.h"

#include <lockscope/wording.h>

#include <cmath>

namespace Lockscope {

namespace {

void writeLock(JsonWriter &json, const KernelLock &lock, const std::string &meaning, Extent extent)
{
    json.beginObject();
    json.key("type").bytes(toWord(lock.type));
    json.key("mode").bytes(toWord(lock.mode));
    json.key("start").number(lock.start);
    json.key("end");
    if (lock.end)
        json.number(*lock.end);
    else
        json.null();
    json.key("meaning").bytesOrNull(std::string_view(meaning));
    json.key("holders").array(lock.holders, [&](const LockHolder &holder) {
        json.beginObject();
        json.key("pid").number(holder.pid);
        json.key("fd");
        if (holder.fd < 0)
            json.null();
        else
            json.number(std::int64_t{holder.fd});
        json.key("name").bytesOrNull(std::string_view(holder.name));
        json.key("source").bytes(toWord(holder.source));
        json.endObject();
    });
    // The process that acquired it, which may have exited.
    if (lock.holders.empty() && lock.tablePid > 0 && extent != Extent::Whole)
        json.key("tablePid").number(lock.tablePid);
    json.key("waiters").array(lock.waiters, [&](const LockWaiter &waiter) {
        json.beginObject();
        json.key("pid").number(waiter.pid);
        json.key("name").bytesOrNull(std::string_view(waiter.name));
        json.endObject();
    });
    if (lock.forNfs != KernelLock::ForNfs::No)
        json.key("nfsClients").array(lock.nfsClients, [&](const NfsClient &client) {
            json.beginObject();
            json.key("name").bytes(client.name);
            json.key("address").bytes(client.address);
            json.key("leaseExpired").boolean(client.isLeaseExpired);
            json.key("secondsSinceRenewal");
            if (client.sinceRenewal)
                json.number(std::int64_t{client.sinceRenewal->count()});
            else
                json.null();
            json.endObject();
        });
    if (!lock.deadlock.empty())
        json.key("deadlock").array(lock.deadlock, [&](std::int64_t pid) { json.number(pid); });
    if (extent == Extent::Whole)
        writeRest(json, lock);
    json.endObject();
}

void write(JsonWriter &json, const Evidence &evidence, Extent extent)
{
    json.beginObject();
    json.key("id").bytes(toWord(evidence.id));
    json.key("supports").bytes(toWord(evidence.supports));
    json.key("fact").text(text(evidence, Language::English));
    json.key("source").text(evidence.source);
    if (!evidence.host.empty())
        json.key("host").bytes(evidence.host);
    if (extent == Extent::Whole)
        writeRest(json, evidence);
    json.endObject();
}

void write(JsonWriter &json, const AskedHost &asked)
{
    json.beginObject();
    json.key("host").bytes(asked.host);
    json.key("machineId").bytesOrNull(std::string_view(asked.machineId));
    json.key("bootId").bytesOrNull(std::string_view(asked.bootId));
    json.key("milliseconds").decimal(std::round(static_cast<double>(asked.took.count()) / 1e4) / 100);
    json.key("error").bytesOrNull(std::string_view(asked.error));
    json.endObject();
}

void write(JsonWriter &json, const ProbeError &error)
{
    json.beginObject();
    json.key("code").bytes(error.code);
    json.key("call").bytes(error.call);
    json.key("message").bytes(error.message);
    json.endObject();
}

void writeTimes(JsonWriter &json, const LockReport &report)
{
    json.key("created").time(report.created);
    json.key("modified").time(report.modified);
    json.key("ageSeconds");
    if (report.age)
        json.decimal(std::round(report.age->count() * 1000) / 1000);
    else
        json.null();
}

void writePlace(JsonWriter &json, const LockReport &report)
{
    json.key("fileSystem");
    if (report.fileSystem) {
        json.beginObject();
        json.key("type").bytesOrNull(std::string_view(report.fileSystem->type));
        json.key("remote").boolean(report.fileSystem->remote);
        json.key("lockReach").bytes(toWord(report.fileSystem->lockReach));
        json.endObject();
    } else {
        json.null();
    }
    json.key("companions").array(report.companions, [&](const auto &path) { json.bytes(path.native()); });
}

void write(JsonWriter &json, const Claim &owner, Extent extent)
{
    json.beginObject();
    json.key("pid");
    if (owner.pid)
        json.number(*owner.pid);
    else
        json.null();
    json.key("pids").array(owner.pids, [&](std::int64_t pid) { json.number(pid); });
    json.key("hostname").bytesOrNull(owner.hostname);
    json.key("thread").bytesOrNull(owner.thread);
    json.key("name").bytesOrNull(owner.name);
    json.key("startTime").time(owner.startTime);
    json.key("bootId").bytesOrNull(owner.bootId);
    if (extent == Extent::Whole)
        writeRest(json, owner);
    json.endObject();
}

} // namespace

void write(JsonWriter &json, const Claim &owner)
{
    write(json, owner, Extent::Line);
}

void write(JsonWriter &json, const ProcessFacts &process)
{
    write(json, process, Extent::Line);
}

void write(JsonWriter &json, const ProcessFacts &process, Extent extent)
{
    json.beginObject();
    json.key("pid").number(process.pid);
    json.key("ppid").number(process.ppid);
    json.key("name").bytesOrNull(std::string_view(process.name));
    json.key("commandLine").array(process.commandLine, [&](const std::string &argument) { json.bytes(argument); });
    json.key("user").bytesOrNull(std::string_view(process.user));
    json.key("startTime").time(process.startTime);
    json.key("state").bytes(process.stateWord());
    json.key("pidNamespace");
    if (process.pidNamespace == 0)
        json.null();
    else
        json.number(process.pidNamespace);
    json.key("container").bytesOrNull(std::string_view(process.container));
    if (extent == Extent::Whole)
        writeRest(json, process);
    json.endObject();
}

void write(JsonWriter &json, std::span<const KernelLock> locks, std::span<const std::string> meanings)
{
    json.beginArray();
    for (std::size_t i = 0; i < locks.size(); ++i)
        writeLock(json, locks[i], meanings[i], Extent::Line);
    json.endArray();
}

void write(JsonWriter &json, const LockReport &report, Extent extent)
{
    json.beginObject();
    json.path(report.path.native());
    if (!report.row.empty())
        json.key("row").bytes(report.row.native());
    json.key("format").bytes(report.format);
    json.key("formats").array(report.formats, [&](const FormatMatch &match) {
        json.beginObject();
        json.key("id").bytes(match.id);
        json.key("confidence").decimal(match.confidence);
        json.endObject();
    });
    json.key("verdict").bytes(toWord(report.verdict.state));
    json.key("confidence").bytes(toWord(report.verdict.confidence));
    json.key("reason").bytes(toWord(report.verdict.reason));
    json.key("summary").text(text(report.verdict, Language::English));
    json.key("owner");
    write(json, report.owner, extent);
    json.key("process");
    if (report.process)
        write(json, *report.process, extent);
    else
        json.null();
    json.key("kernelLocks").array(report.kernelLocks, [&](const KernelLock &lock) {
        writeLock(json, lock, report.meaningOf(lock).text, extent);
    });
    json.key("evidence").array(report.evidence, [&](const Evidence &evidence) { write(json, evidence, extent); });
    if (!report.token.empty())
        json.key("token").bytes(report.token);
    if (!report.queue.empty())
        json.key("queue").array(report.queue, [&](const Claim &owner) { write(json, owner, extent); });
    if (!report.asked.empty())
        json.key("asked").array(report.asked, [&](const AskedHost &asked) { write(json, asked); });
    writeTimes(json, report);
    writePlace(json, report);
    json.key("break").beginObject();
    json.key("action").bytesOrNull(std::string_view(report.breakAction));
    json.key("refused");
    if (report.breakRefused)
        json.text(text(*report.breakRefused, Language::English));
    else
        json.null();
    json.endObject();
    if (report.error) {
        json.key("error");
        write(json, *report.error);
    }
    if (extent == Extent::Whole)
        writeRest(json, report);
    json.endObject();
}

void appendJson(std::string &lines, const LockReport &report)
{
    JsonWriter json(lines);
    write(json, report, Extent::Line);
}

std::string toJson(const LockReport &report)
{
    std::string line;
    appendJson(line, report);
    return line;
}

std::string toWholeJson(const LockReport &report)
{
    std::string line;
    JsonWriter json(line);
    write(json, report, Extent::Whole);
    return line;
}

} // namespace Lockscope
