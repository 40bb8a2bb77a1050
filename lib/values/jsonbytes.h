// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Bytes as JSON text: bytes that are not plain ASCII become %NN, so that nothing is lost and people can read it.
QString jsonBytes(std::string_view bytes);
std::string bytesOf(const QJsonValue &json);
/// The same for a value that may be absent, which is null in JSON.
QJsonValue optionalJsonBytes(const std::optional<std::string> &bytes);
std::optional<std::string> optionalBytesOf(const QJsonValue &json);

} // namespace Lockscope
