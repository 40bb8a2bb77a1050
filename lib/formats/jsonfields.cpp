// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/jsonfields.h"

#include "formats/digits.h"
#include "formats/fields.h"

#include <QJsonDocument>

namespace Lockscope {

std::optional<QJsonObject> jsonObject(const Subject &subject)
{
    return isReadInWhole(subject) ? jsonObject(subject.content) : std::nullopt;
}

std::optional<QJsonObject> jsonObject(const std::string &text)
{
    // Most files are not JSON: detected before the parser allocates anything.
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos || text[begin] != '{')
        return std::nullopt;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::string jsonText(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString().toStdString();
}

std::int64_t jsonPid(const QJsonValue &value)
{
    const auto number = value.toInteger(0);
    return number > 0 && number <= LargestPid ? number : 0;
}

} // namespace Lockscope
