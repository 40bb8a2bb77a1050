// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockkinds.h>

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Something that taking a lock puts on disk.
struct MarkPart
{
    std::filesystem::path path;
    QString what;        ///< `a file`, `a symbolic link to ...`
    std::string content; ///< of a file; with the bytes as they are written

    bool operator==(const MarkPart &) const = default;
};

/// What taking a lock would put on disk, exactly as the library would write it now, or why it cannot be taken so.
/// Touches nothing.
struct MarkPreview
{
    std::vector<MarkPart> parts; ///< the first one is the lock
    QString note;                ///< what cannot be said beforehand; empty where nothing
    QString problem;             ///< an option that does not fit; then there are no parts
};

MarkPreview previewMark(std::string_view kind, const std::filesystem::path &path, const KindOptions &options);

} // namespace Lockscope::Ui
