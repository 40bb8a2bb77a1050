// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <filesystem>
#include <vector>

namespace Lockscope::Ui {

using Paths = std::vector<std::filesystem::path>;

/// The paths in a text that was copied from a terminal, a file manager or a log file.
struct PathText
{
    Paths paths;
    QString problem; ///< a sentence about the first line that is not a path; empty if all are
};

/// One path per line, which may contain spaces; or in single or double quotes, then several per line; with a backslash
/// before a space; as a `file:` URL; below `~/`; or an address of another host or of etcd. A relative path is refused,
/// because its directory is unknown.
PathText pathsOfText(const QString &text);

} // namespace Lockscope::Ui
