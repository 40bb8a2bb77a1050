// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "json/wholejson.h"

#include <lockscope/wording.h>

#include <QByteArray>

#include <chrono>
#include <cmath>

namespace Lockscope {

std::string toJson(const LockEvent &event)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.key("time").time(event.time);
    if (event.path.empty())
        json.key("path").null(); // a kernel lock on a file whose path is unknown
    else
        json.path(event.path.native());
    json.key("event").bytes(toWord(event.kind));
    json.key("verdict").bytes(toWord(event.verdict.state));
    json.key("before").bytes(toWord(event.before));
    json.key("reason").bytes(toWord(event.verdict.reason));
    json.key("summary").text(text(event.verdict, Language::English));
    json.key("format").bytesOrNull(std::string_view(event.format));
    json.key("owner");
    write(json, event.owner);
    json.key("process");
    if (event.process)
        write(json, *event.process);
    else
        json.null();
    json.key("waiters").array(event.waiters, [&](const LockWaiter &waiter) {
        json.beginObject();
        json.key("pid").number(waiter.pid);
        json.key("name").bytesOrNull(std::string_view(waiter.name));
        json.endObject();
    });
    json.endObject();
    return line;
}

void write(JsonWriter &json, const LockInterval &interval, Extent extent)
{
    json.beginObject();
    if (interval.path.empty())
        json.key("path").null();
    else
        json.path(interval.path.native());
    json.key("what").bytes(toWord(interval.what));
    json.key("from").time(interval.from);
    json.key("to").time(interval.to);
    json.key("seen").time(interval.seen);
    json.key("watched").boolean(interval.isWatched);
    json.key("seconds");
    if (interval.hasSeenEnd())
        json.decimal(std::round(std::chrono::duration<double>(*interval.to - interval.from).count() * 1000) / 1000);
    else
        json.null();
    json.key("end").bytes(toWord(interval.end));
    json.key("pid");
    if (interval.pid)
        json.number(*interval.pid);
    else
        json.null();
    json.key("name").bytesOrNull(std::string_view(interval.processName));
    json.key("owner");
    if (interval.owner.isEmpty())
        json.null();
    else
        json.text(interval.owner);
    json.key("format").bytesOrNull(std::string_view(interval.format));
    if (extent == Extent::Whole)
        json.key("keyBase64").text(QString::fromLatin1(QByteArray::fromStdString(interval.key).toBase64()));
    json.endObject();
}

std::string toJson(const LockInterval &interval)
{
    std::string line;
    JsonWriter json(line);
    write(json, interval, Extent::Line);
    return line;
}

} // namespace Lockscope
