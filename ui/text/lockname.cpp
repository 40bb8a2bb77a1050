// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/lockname.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>
#include <QStringList>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockName)
};

} // namespace

LockName lockNameOf(const std::string &key, const std::filesystem::path &path)
{
    if (!path.empty())
        return {displayText(path.has_filename() ? path.filename() : path), displayText(path.parent_path())};
    // A zero byte and `MAJOR:MINOR:INODE`, see LockReport::keyOf()
    const auto parts = QString::fromStdString(key).mid(1).split(u':');
    if (parts.size() != 3)
        return {Words::tr("(no name)"), {}};
    return {Words::tr("inode %1").arg(parts[2]), Words::tr("device %1:%2").arg(parts[0], parts[1])};
}

} // namespace Lockscope::Ui
