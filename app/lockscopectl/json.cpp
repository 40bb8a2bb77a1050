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

} // namespace Ctl
