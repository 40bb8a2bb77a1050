// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/documentlockfiles.h"

#include "system/linktarget.h"

#include <QString>
#include <QStringList>

#include <utility>

namespace Lockscope::DocumentLockFiles {

namespace {

/// As many as the kernel follows.
constexpr int MostLinks = 40;

std::filesystem::path followed(std::filesystem::path path)
{
    for (int links = 0; links < MostLinks; ++links) {
        const auto target = linkTarget(path);
        if (!target)
            break;
        path = target->is_absolute() ? *target : path.parent_path() / *target;
    }
    return path;
}

/// Word leaves out the beginning of a name that has at least seven characters before its extension: one character of
/// seven, two of more. Empty if it does not.
QString shortenedByWord(const QString &name)
{
    static const QStringList extensions = {QStringLiteral("doc"), QStringLiteral("docx"), QStringLiteral("rtf"),
                                           QStringLiteral("odt")};
    const auto dot = name.lastIndexOf(u'.');
    if (dot < 7 || !extensions.contains(name.mid(dot + 1), Qt::CaseInsensitive))
        return {};
    return name.mid(dot == 7 ? 1 : 2);
}

} // namespace

std::vector<File> of(const std::filesystem::path &document)
{
    const auto target = followed(document);
    const auto directory = target.parent_path();
    const auto name = target.filename().native();
    std::vector<File> files = {{.path = directory / (".~lock." + name + '#'), .format = "libreoffice"},
                               {.path = directory / ("~$" + name), .format = "msoffice"}};
    if (const auto shortened = shortenedByWord(QString::fromStdString(name)); !shortened.isEmpty())
        files.push_back({.path = directory / ("~$" + shortened.toStdString()), .format = "msoffice"});
    files.push_back({.path = directory / (name + ".lock"), .format = "qlockfile", .isForDocumentsOnly = false});
    return files;
}

} // namespace Lockscope::DocumentLockFiles
