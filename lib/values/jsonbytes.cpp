// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/jsonbytes.h"

namespace Lockscope {

QString jsonBytes(std::string_view bytes)
{
    constexpr auto Plain = " !#$&'()*+,/:;<=>?@[]^`{|}";
    return QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toPercentEncoding(Plain));
}

std::string bytesOf(const QJsonValue &json)
{
    return QByteArray::fromPercentEncoding(json.toString().toLatin1()).toStdString();
}

QJsonValue optionalJsonBytes(const std::optional<std::string> &bytes)
{
    return bytes ? QJsonValue(jsonBytes(std::string_view(*bytes))) : QJsonValue();
}

std::optional<std::string> optionalBytesOf(const QJsonValue &json)
{
    return json.isString() ? std::optional(bytesOf(json)) : std::nullopt;
}

} // namespace Lockscope
