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

// What lock files in JSON say.

/// The object that a file of at most 64 KiB is, read in whole.
std::optional<QJsonObject> jsonObject(const Subject &subject);
std::optional<QJsonObject> jsonObject(const std::string &text);

/// Empty where there is none.
std::string jsonText(const QJsonObject &object, QLatin1StringView key);
/// A whole number that a process can have; 0 where it is none.
std::int64_t jsonPid(const QJsonValue &value);

} // namespace Lockscope
