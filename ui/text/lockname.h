// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <filesystem>
#include <string>

namespace Lockscope::Ui {

/// How a lock is called in lists: the name of its file. A kernel lock without a path has its inode as name and its
/// device as folder.
struct LockName
{
    QString name;
    QString folder;
};

/// `key` is LockReport::key(), `path` the path of the lock; safe to display.
LockName lockNameOf(const std::string &key, const std::filesystem::path &path);

} // namespace Lockscope::Ui
