// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QJsonDocument>
#include <QStringDecoder>
#include <QUtf8StringView>

#include <algorithm>

namespace Ctl {

namespace {

QString decode(std::string_view bytes)
{
    // Without the flag a byte order mark at the start of a name would vanish.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    return QUtf8StringView(bytes.data(), static_cast<qsizetype>(bytes.size())).isValidUtf8();
}

QString jsonText(std::string_view bytes)
{
    if (isUtf8(bytes))
        return decode(bytes);
    constexpr std::size_t LongestSequence = 4;
    QString text;
    while (!bytes.empty()) {
        std::size_t length = 1;
        while (length <= std::min(LongestSequence, bytes.size()) && !isUtf8(bytes.substr(0, length)))
            ++length;
        if (length <= std::min(LongestSequence, bytes.size())) {
            text += decode(bytes.substr(0, length));
        } else {
            length = 1;
            text += QStringLiteral("\\x") +
                    QString::number(static_cast<unsigned char>(bytes.front()), 16).rightJustified(2, u'0');
        }
        bytes.remove_prefix(length);
    }
    return text;
}

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
