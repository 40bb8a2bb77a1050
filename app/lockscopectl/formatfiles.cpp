// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "formatfiles.h"

#include "output.h"

#include <lockscope/displaytext.h>

namespace Ctl {

using Lockscope::displayText;

void useFormats(std::span<const std::filesystem::path> directories)
{
    auto all = Lockscope::formatDirectories();
    all.insert(all.end(), directories.begin(), directories.end());
    for (const auto &problem : Lockscope::loadFormats(all))
        printError(problemText(problem) + QStringLiteral(" (the file is not used)"));
}

QString problemText(const Lockscope::FormatProblem &problem)
{
    const auto line = problem.line > 0 ? QStringLiteral(":%1").arg(problem.line) : QString();
    return displayText(problem.file.native()) + line + QStringLiteral(": ") + displayText(problem.message);
}

} // namespace Ctl
