// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/subject.h"

#include <QJsonObject>
#include <QLatin1StringView>

#include <cstdint>
#include <optional>
#include <string>

namespace Lockscope {

// Fields of lock files in JSON.

/// The object in a file of at most 64 KiB that was read completely.
std::optional<QJsonObject> jsonObject(const Subject &subject);
std::optional<QJsonObject> jsonObject(const std::string &text);

/// The text of a member of the object; empty if it has no such member, or if the member is not a string.
std::string jsonText(const QJsonObject &object, QLatin1StringView key);
/// An integer that is a possible PID; 0 otherwise.
std::int64_t jsonPid(const QJsonValue &value);

} // namespace Lockscope
