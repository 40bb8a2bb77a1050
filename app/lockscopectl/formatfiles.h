// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockformats.h>

#include <QString>

#include <filesystem>
#include <span>

namespace Ctl {

/// Uses the formats of this host and of this user, and those in the directories. A file with a problem is reported on
/// standard error and skipped.
void useFormats(std::span<const std::filesystem::path> directories);

/// `file:line: message`
QString problemText(const Lockscope::FormatProblem &problem);

} // namespace Ctl
