// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockkinds.h>

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// A file that acquiring a lock creates.
struct MarkPart
{
    std::filesystem::path path;
    QString what;        ///< `a file`, `a symbolic link to ...`
    std::string content; ///< of a file; exactly the bytes that are written

    bool operator==(const MarkPart &) const = default;
};

/// What acquiring a lock would write to disk, exactly as the library would write it now, or why the options are
/// invalid. Accesses no file.
struct MarkPreview
{
    std::vector<MarkPart> parts; ///< the first one is the lock
    QString note;                ///< what is not known in advance; may be empty
    QString problem;             ///< an invalid option; then there are no parts
};

MarkPreview previewMark(std::string_view kind, const std::filesystem::path &path, const KindOptions &options);

} // namespace Lockscope::Ui
