// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <filesystem>
#include <vector>

namespace Lockscope::Ui {

using Paths = std::vector<std::filesystem::path>;

/// The paths that a text names, as people copy them from terminals, file managers and log files.
struct PathText
{
    Paths paths;
    QString problem; ///< a sentence about the first line that is no path; empty where all are
};

/// One path a line, which may have spaces; in single or double quotes, then several on a line; with a backslash before
/// a space; as a `file:` URL; below `~/`. What is relative is refused: nobody knows to what.
PathText pathsOfText(const QString &text);

} // namespace Lockscope::Ui
