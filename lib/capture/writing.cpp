// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/capture.h>

#include "capture/format.h"
#include "system/ownfile.h"
#include "json/wholejson.h"

namespace Lockscope {

namespace {

/// One element a line, so that people and text tools can read the file.
template <typename T>
void writeList(JsonWriter &json, std::string &text, const std::vector<T> &list)
{
    json.beginArray();
    for (const auto &each : list) {
        write(json, each, Extent::Whole);
        text += '\n';
    }
    json.endArray();
    text += '\n';
}

} // namespace

std::string Capture::toJson() const
{
    std::string text;
    JsonWriter json(text);
    json.beginObject();
    json.key(CaptureFormat::VersionKey).number(CaptureFormat::Version);
    json.key("version").bytes(version);
    json.key("time").time(time);
    json.key("user").bytes(user);
    json.key("host").beginObject();
    json.key("hostname").bytes(hostname);
    json.key("bootId").bytes(bootId);
    json.endObject();
    json.key("complete").boolean(isComplete);
    if (!historyError.empty())
        json.key("historyError").bytes(historyError);
    text += '\n';
    writeList(json.key("locks"), text, locks);
    writeList(json.key("processes"), text, processes);
    writeList(json.key("history"), text, history);
    json.endObject();
    text += '\n';
    return text;
}

Result<void> Capture::write(const std::filesystem::path &file) const
{
    return writeOwnFile(file, toJson());
}

} // namespace Lockscope
