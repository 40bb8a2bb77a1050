// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <filesystem>
#include <string_view>

/// The JSON that other programs parse. Every field is always there, null where it is not known; fields may be added,
/// never changed or removed. Reports, which may be many, are written by reportjson.h.
namespace Ctl {

/// Sets `path`, and `pathBase64` where the path is not valid UTF-8.
void insertPath(QJsonObject &object, const std::filesystem::path &path);

/// Bytes as text; those that are not valid UTF-8 as `\xNN`. Unlike displayText() nothing else is changed: JSON has
/// escapes of its own.
QString jsonText(std::string_view bytes);

bool isUtf8(std::string_view bytes);

/// One line of JSON, without the line break.
QByteArray jsonLine(const QJsonObject &object);

} // namespace Ctl
