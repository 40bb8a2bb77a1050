// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"
#include "app/inheriteddescriptors.h"
#include "application.h"
#include "childprocess.h"
#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"
#include "formatfiles.h"
#include "hostcommand.h"
#include "output.h"
#include "suggestion.h"

#include <lockscope/displaytext.h>
#include <lockscope/version.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

using namespace Ctl;
using Lockscope::displayText;

namespace {

int unknownCommand(std::string_view name, const QString &hint = {})
{
    std::vector<std::string_view> names{"help"};
    for (const auto *command : commands())
        names.push_back(command->name);
    const auto suggestion = suggestionText(name, names);
    return usageError(QStringLiteral("unknown command '%1'").arg(displayText(name)) +
                      (suggestion.isEmpty() ? hint : suggestion));
}

int unknownOption(std::string_view word)
{
    std::vector<std::string_view> names{"--help", "--version"};
    for (const auto *command : commands()) {
        for (const auto option : command->options)
            names.push_back(textOf(option).name);
    }
    return usageError(QStringLiteral("unknown option '%1'").arg(displayText(word)) +
                      suggestionText(word.substr(0, word.find('=')), names));
}

int printHelp(std::span<const std::string> operands, bool json, Output &output)
{
    if (json) {
        printCommandTable(output);
        return ExitStatus::Done;
    }
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
    output.line(QByteArrayLiteral("lockscopectl " LOCKSCOPE_VERSION_STR));
    return ExitStatus::Done;
}

/// `lockscopectl help [COMMAND]`.
int runHelp(std::span<const std::string_view> words, Output &output)
{
    constexpr std::array Allowed{Option::Json};
    const auto arguments = parseArguments(words, Allowed);
    if (!arguments)
        return usageError(Lockscope::detailText(arguments.error()));
    return arguments->version ? printVersion(output) : printHelp(arguments->operands, arguments->json, output);
}

/// Only `run` needs inherited descriptors, to pass them on. Long-running commands must not keep an inherited lock
/// held.
void closeInherited(const Command &command)
{
    const std::array longRunning{&watchCommand(), &holdCommand(), &waitCommand()};
    if (std::ranges::find(longRunning, &command) != longRunning.end())
        App::closeInheritedDescriptors();
    else if (&command != &runCommand())
        App::closeDescriptorsSharedWithParent();
}

/// An empty operand is usually an unset variable in a script, and must not be treated as an absent path. After `--`,
/// the arguments of the command of `run` may be empty.
bool hasEmptyOperand(const Command &command, const Arguments &arguments)
{
    const auto count = &command == &runCommand() ? arguments.operandsBeforeDashes : arguments.operands.size();
    return std::ranges::any_of(std::span(arguments.operands).first(count), &std::string::empty);
}

int execute(const Command &command, std::span<const std::string_view> words, std::span<const std::string_view> allWords,
            Output &output)
{
    closeInherited(command);
    if (std::ranges::count(command.options, Option::Host) != 0) {
        std::vector<std::string_view> rest(words.begin(), words.end());
        const auto host = takeHost(rest);
        if (!host)
            return usageError(command, Lockscope::detailText(host.error()));
        if (*host)
            return runOnHost(command, **host, rest, output);
    }
    useFormats({});
    const auto arguments = parseArguments(words, command.options);
    if (!arguments)
        return usageError(command, Lockscope::detailText(arguments.error()));
    if (arguments->help)
        return printHelp(std::array{std::string(command.name)}, false, output);
    if (arguments->version)
        return printVersion(output);
    if (hasEmptyOperand(command, *arguments))
        return usageError(command, QStringLiteral("an operand is empty"));
    if (concernsEtcd(command, *arguments) && !etcdFunctions())
        return executeEtcdProgram(allWords);
    if (std::ranges::count(command.options, Option::ForPythonPeers) != 0)
        reexecForPythonPeers(*arguments, allWords);
    return command.run(*arguments, output);
}

/// The number of leading arguments that are options or their values.
std::size_t leadingOptions(std::span<const std::string_view> words)
{
    std::size_t count = 0;
    while (count < words.size() && words[count].size() > 1 && words[count].starts_with('-') && words[count] != "--") {
        const auto *option = findOption(words[count]);
        count += option && !option->value.empty() && !option->isValueOptional ? 2 : 1;
    }
    return std::min(count, words.size());
}

/// Whether the argument in the place of the command is a path, which need not exist: command names consist of letters
/// only. `-` reads paths from standard input.
bool isPath(std::string_view word)
{
    const auto isInCommandName = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '-';
    };
    if (word == "-" || !std::ranges::all_of(word, isInCommandName))
        return true;
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(word, error));
}

/// Without a command, only --help and --version are valid.
int runOptionsAlone(std::span<const std::string_view> words, Output &output)
{
    const auto has = [&](std::string_view name) { return std::ranges::find(words, name) != words.end(); };
    if (has("--version") || has("-V"))
        return printVersion(output);
    if (has("--help") || has("-h"))
        return printHelp({}, has("--json"), output);
    const auto unknown = std::ranges::find_if(words, [](std::string_view word) {
        return word.starts_with('-') && !findOption(word.substr(0, word.find('=')));
    });
    return unknown == words.end() ? usageError(QStringLiteral("missing COMMAND or PATH")) : unknownOption(*unknown);
}

/// The first argument is the name of the program.
int runCommandLine(std::span<const std::string_view> allWords, Output &output)
{
    const auto words = allWords.subspan(std::min<std::size_t>(allWords.size(), 1));
    const auto leading = leadingOptions(words);
    if (leading == words.size())
        return runOptionsAlone(words, output);
    const auto name = words[leading];
    if (name.empty())
        return usageError(QStringLiteral("COMMAND or PATH is empty"));
    // After `--` there are only paths, so that a file may have the name of a command.
    if (name == "--")
        return execute(inspectCommand(), words, allWords, output);
    std::vector<std::string_view> others(words.begin(), words.end());
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(leading));
    if (name == "help")
        return runHelp(others, output);
    if (const auto *command = findCommand(name))
        return execute(*command, others, allWords, output);
    if (isPath(name))
        return execute(inspectCommand(), words, allWords, output);
    return unknownCommand(name, QStringLiteral(", and no file of that name exists"));
}

} // namespace

int main(int argc, char *argv[])
{
    openStandardStreams();
    surviveFileSizeLimit();
    Output output;
    const std::vector<std::string_view> words(argv, argv + argc);
    int status = ExitStatus::Failed;
    // Qt loads what https needs only if there is one.
    const auto application = etcdFunctions() ? std::make_unique<Application>() : nullptr;
    try {
        status = runCommandLine(words, output);
    } catch (const std::system_error &error) {
        // No descriptor or thread could be created.
        printError(displayText(std::string_view(error.what())));
    }
    if (output.writeError() == 0)
        return status;
    // A reader such as `head` exits when it has read enough.
    if (output.writeError() != EPIPE)
        printError(QStringLiteral("standard output: write: ") +
                   QString::fromLocal8Bit(::strerrordesc_np(output.writeError())));
    return ExitStatus::Failed;
}
