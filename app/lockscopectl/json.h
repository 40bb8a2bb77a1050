// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/failure.h>
#include <lockscope/json.h>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <filesystem>
#include <string>
#include <string_view>

/// The JSON that other programs parse. Every field is always present, and null if it is not known; fields may be added,
/// but never changed or removed. Reports and events are written by <lockscope/json.h>.
namespace Ctl {

using Lockscope::isUtf8;
using Lockscope::jsonText;
using Lockscope::JsonWriter;

/// Sets `path`, and `pathBase64` if the path is not valid UTF-8.
void insertPath(QJsonObject &object, const std::filesystem::path &path);

/// One line of JSON, without the line break.
QByteArray jsonLine(const QJsonObject &object);

/// The failure of an operation on the broken lock with this ID; the event is `refused` or `failed`.
std::string failureLine(const Lockscope::Failure &failure, std::string_view event, std::string_view id);

} // namespace Ctl
