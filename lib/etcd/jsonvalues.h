// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <string>

namespace Lockscope::EtcdJson {

// As etcd's gateway writes values: bytes as base64, 64-bit numbers as text. An absent value is empty or 0.

inline QString base64(const std::string &bytes)
{
    return QString::fromLatin1(QByteArray::fromStdString(bytes).toBase64());
}

inline std::string bytesAt(const QJsonObject &object, QLatin1String key)
{
    return QByteArray::fromBase64(object.value(key).toString().toLatin1()).toStdString();
}

inline QString number(std::int64_t value)
{
    return QString::number(value);
}

/// Small numbers are not written as text in some answers.
inline std::int64_t numberAt(const QJsonObject &object, QLatin1String key)
{
    const auto value = object.value(key);
    return value.isDouble() ? value.toInteger() : value.toString().toLongLong();
}

} // namespace Lockscope::EtcdJson
