// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "formatfiles.h"

#include "output.h"

#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>

#include <algorithm>
#include <system_error>

namespace Ctl {

using Lockscope::displayText;

void useFormats(std::span<const std::filesystem::path> directories)
{
    auto all = Lockscope::formatDirectories();
    all.insert(all.end(), directories.begin(), directories.end());
    std::erase_if(all, [](const std::filesystem::path &directory) {
        const auto answers = Lockscope::fileSystemAnswers(directory);
        if (!answers)
            printError(answers.error().message());
        return !answers;
    });
    for (const auto &directory : directories) {
        std::error_code error;
        if (std::ranges::find(all, directory) != all.end() && !std::filesystem::exists(directory, error))
            printError(QStringLiteral("%1: no such directory, so no formats of it are used")
                           .arg(displayText(directory.native())));
    }
    Lockscope::setFormatProblemHandler([](const Lockscope::FormatProblem &problem) {
        printError(problemText(problem) + QStringLiteral(" (this rule matches nothing)"));
    });
    for (const auto &problem : Lockscope::loadFormats(all))
        printError(problemText(problem) + QStringLiteral(" (the file is not used)"));
}

QString problemText(const Lockscope::FormatProblem &problem)
{
    const auto line = problem.line > 0 ? QStringLiteral(":%1").arg(problem.line) : QString();
    return displayText(problem.file.native()) + line + QStringLiteral(": ") + displayText(problem.message);
}

} // namespace Ctl
