// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/ownfile.h"

#include <QFile>
#include <QSaveFile>

namespace Lockscope {

Result<void> writeOwnFile(const std::filesystem::path &path, std::string_view content)
{
    QSaveFile file(QFile::decodeName(path.c_str()));
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                           file.write(content.data(), static_cast<qint64>(content.size())) >= 0 && file.commit();
    if (!isWritten)
        return Failure::of(LockErrc::StateFailed, path, file.errorString().toStdString());
    return {};
}

} // namespace Lockscope
