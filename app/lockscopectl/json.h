// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The JSON that other programs parse. Every field is always there, null where it is not known; fields may be added,
/// never changed or removed.
namespace Ctl {

QJsonObject toJson(const Lockscope::LockReport &report);
/// With what each of them means, empty where it means nothing beyond itself.
QJsonArray toJson(std::span<const Lockscope::KernelLock> locks, std::span<const std::string> meanings);

/// Sets `path`, and `pathBase64` where the path is not valid UTF-8.
void insertPath(QJsonObject &object, const std::filesystem::path &path);

/// Bytes as text; those that are not valid UTF-8 as `\xNN`. Unlike displayText() nothing else is changed: JSON has
/// escapes of its own.
QString jsonText(std::string_view bytes);

/// JSON numbers are signed 64-bit here; what is larger (inodes of some network file systems) keeps its size, not its
/// digits.
QJsonValue jsonNumber(std::uint64_t value);

/// ISO 8601 in UTC with milliseconds; null where a calendar cannot express it.
QJsonValue jsonTime(const std::optional<Lockscope::WallTime> &time);

/// One line of JSON, without the line break.
QByteArray jsonLine(const QJsonObject &object);

} // namespace Ctl
