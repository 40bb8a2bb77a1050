// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QJsonDocument>

namespace Ctl {

void insertPath(QJsonObject &object, const std::filesystem::path &path)
{
    const auto &bytes = path.native();
    object.insert(QStringLiteral("path"), jsonText(bytes));
    if (!isUtf8(bytes))
        object.insert(QStringLiteral("pathBase64"), QString::fromLatin1(QByteArray::fromStdString(bytes).toBase64()));
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::string failureLine(const Lockscope::Failure &failure, std::string_view event, std::string_view id)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    if (failure.path.empty())
        json.key("path").null();
    else
        json.path(failure.path.native());
    json.key("event").bytes(event);
    json.key("id").bytesOrNull(id);
    json.key("message").text(failure.message());
    json.endObject();
    return line;
}

} // namespace Ctl
