// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"
#include "app/inheriteddescriptors.h"
#include "command.h"
#include "exitstatus.h"
#include "output.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <vector>

using namespace Ctl;
using Lockscope::displayText;

namespace {

int unknownCommand(std::string_view name)
{
    const auto what = name.starts_with('-') ? QStringLiteral("option") : QStringLiteral("command");
    return usageError(QStringLiteral("unknown %1 '%2'").arg(what, displayText(name)));
}

int printHelp(std::span<const std::string_view> operands, Output &output)
{
    if (operands.empty()) {
        output.line(helpText());
        return ExitStatus::Done;
    }
    const auto *command = findCommand(operands.front());
    if (!command)
        return unknownCommand(operands.front());
    output.line(helpText(*command));
    return ExitStatus::Done;
}

int printVersion(Output &output)
{
    output.line(QByteArrayLiteral("lockscopectl " LOCKSCOPE_VERSION));
    return ExitStatus::Done;
}

/// The first word is the program's own.
int runWords(std::span<const std::string_view> allWords, Output &output)
{
    const auto words = allWords.subspan(std::min<std::size_t>(allWords.size(), 1));
    if (words.empty())
        return usageError(QStringLiteral("which command?"));
    const auto name = words.front();
    const auto rest = words.subspan(1);
    if (name == "help" || name == "--help" || name == "-h")
        return printHelp(rest, output);
    if (name == "--version")
        return printVersion(output);
    const auto *command = findCommand(name);
    if (!command)
        return unknownCommand(name);
    // `run` hands them on to its command; nothing else has any use for them.
    if (command != &runCommand())
        App::closeInheritedDescriptors();
    const auto arguments = parseArguments(rest, command->options);
    if (!arguments)
        return usageError(*command, displayText(arguments.error().detail));
    if (arguments->help)
        return printHelp(words.first(1), output);
    if (arguments->version)
        return printVersion(output);
    if (std::ranges::count(command->options, Option::ForPythonPeers) != 0)
        startAgainForPythonPeers(*arguments, allWords);
    return command->run(*arguments, output);
}

} // namespace

int main(int argc, char *argv[])
{
    openStandardStreams();
    Output output;
    const std::vector<std::string_view> words(argv, argv + argc);
    int status = ExitStatus::Failed;
    try {
        status = runWords(words, output);
    } catch (const std::system_error &error) {
        // The process has no descriptor or no thread left to begin with.
        complain(displayText(std::string_view(error.what())));
    }
    if (output.writeError() == 0)
        return status;
    // A reader that has gone away (`| head`) has what it wanted.
    if (output.writeError() != EPIPE)
        complain(QStringLiteral("standard output: write: ") +
                 QString::fromLocal8Bit(::strerrordesc_np(output.writeError())));
    return ExitStatus::Failed;
}
