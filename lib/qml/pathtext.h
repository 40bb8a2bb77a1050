// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/path.h>

#include <QString>
#include <QUrl>

#include <filesystem>

namespace LockscopeQml {

/// QML names files by path or by URL, `file:///srv/app.lock`.
inline std::filesystem::path pathOf(const QString &text)
{
    const QUrl url(text);
    return Lockscope::toPath(url.isLocalFile() ? url.toLocalFile() : text);
}

} // namespace LockscopeQml
