// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/path.h>

#include <QFile>

namespace Lockscope {

std::filesystem::path toPath(const QString &text)
{
    return QFile::encodeName(text).toStdString();
}

QString toQString(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

} // namespace Lockscope
