// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockformats.h>

#include <QString>

#include <optional>
#include <string>

namespace Lockscope::Ui {

/// A lock format as people read it.
struct FormatText
{
    QString title;    ///< e.g. `Terraform state lock`; the ID if the catalogue has no such format
    QString programs; ///< names of the processes that create such locks; may be empty
};

/// Looked up once per format and kept until forgetFormatTexts(). Call both in the GUI thread only.
const FormatText &formatText(const std::string &id);
/// After formats were loaded.
void forgetFormatTexts();

/// The entry of the catalogue; nothing if the library has no such format.
std::optional<LockFormat> lockFormat(const std::string &id);

/// True if no format of the catalogue is known that fits the lock: its format is unrecognised, or not a lock at all.
bool isUnknownFormat(const std::string &id);

} // namespace Lockscope::Ui
