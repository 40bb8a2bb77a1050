// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"

#include "exitstatus.h"

#include <lockscope/json.h>

#include <algorithm>
#include <iterator>

namespace Ctl {

using Lockscope::JsonWriter;

namespace {

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// Separated by a space if there is a second.
QString joined(std::string_view first, std::string_view second)
{
    return second.empty() ? latin1(first) : latin1(first) + QStringLiteral(" ") + latin1(second);
}

QString usageLine(const Command &command)
{
    QString line = QStringLiteral("Usage: lockscopectl ") + latin1(command.name);
    if (!command.options.empty())
        line += QStringLiteral(" [OPTION]...");
    if (!command.synopsis.empty())
        line += QStringLiteral(" ") + latin1(command.synopsis);
    return line;
}

QString optionLine(const QString &option, std::string_view meaning)
{
    return QStringLiteral("  ") + option.leftJustified(19) + QStringLiteral("  ") + latin1(meaning) +
           QStringLiteral("\n");
}

/// Without the options that lockscopectl adds to its own call, which have no meaning for others.
std::vector<Option> documentedOptions(const Command &command)
{
    std::vector<Option> options;
    std::ranges::copy_if(command.options, std::back_inserter(options),
                         [](Option option) { return !textOf(option).meaning.empty(); });
    return options;
}

std::string_view meaningOf(const Command &command, Option option)
{
    const auto own = std::ranges::find(command.meanings, option, &std::pair<Option, std::string_view>::first);
    return own == command.meanings.end() ? textOf(option).meaning : own->second;
}

} // namespace

std::vector<const Command *> commands()
{
    return {&kindsCommand(),   &formatsCommand(), &inspectCommand(), &scanCommand(),   &systemCommand(),
            &whoCommand(),     &metricsCommand(), &runCommand(),     &holdCommand(),   &waitCommand(),
            &watchCommand(),   &breakCommand(),   &undoCommand(),    &brokenCommand(), &historyCommand(),
            &captureCommand(), &orphansCommand(), &signalCommand(),  &hostsCommand(),  &answerCommand()};
}

const Command *findCommand(std::string_view name)
{
    const auto all = commands();
    const auto found = std::ranges::find(all, name, &Command::name);
    return found == all.end() ? nullptr : *found;
}

QString helpText()
{
    QString text = QStringLiteral("Usage: lockscopectl COMMAND [OPTION]... [OPERAND]...\n"
                                  "       lockscopectl PATH...\n\n"
                                  "Inspect, watch, acquire and break lock files.\n\n"
                                  "Commands:\n");
    for (const auto *command : commands()) {
        // Of several forms, the first.
        const auto call = joined(command->name, command->synopsis.substr(0, command->synopsis.find(" | ")));
        text += QStringLiteral("  ") + call.leftJustified(29) + QStringLiteral("  ") + latin1(command->summary) +
                QStringLiteral("\n");
    }
    text += QStringLiteral(
        "  help [COMMAND]                 print this text or the help of a command\n\n"
        "'lockscopectl PATH...' is short for 'lockscopectl inspect PATH...'.\n"
        "Run 'lockscopectl COMMAND --help' for options and exit statuses, 'man lockscopectl' for examples.\n"
        "'lockscopectl --version' prints the version.");
    return text;
}

QString helpText(const Command &command)
{
    QString text =
        usageLine(command) + QStringLiteral("\n\n") + latin1(command.details) + QStringLiteral("\n\nOptions:\n");
    for (const auto option : documentedOptions(command)) {
        const auto &words = textOf(option);
        text += optionLine(words.isValueOptional ? latin1(words.name) + QStringLiteral("[=%1]").arg(latin1(words.value))
                                                 : joined(words.name, words.value),
                           meaningOf(command, option));
    }
    text += optionLine(QStringLiteral("--help"), "print this text");
    text += QStringLiteral("\nExit status:\n") + latin1(command.exitStatus) + QStringLiteral("\n\nExample:\n  ") +
            latin1(command.example);
    return text;
}

void printCommandTable(Output &output)
{
    std::string lines;
    for (const auto *command : commands()) {
        JsonWriter json(lines);
        json.beginObject();
        json.key("command").bytes(command->name);
        json.key("operands").bytes(command->synopsis);
        json.key("summary").bytes(command->summary);
        json.key("options").array(documentedOptions(*command), [&](Option option) {
            const auto &text = textOf(option);
            json.beginObject();
            json.key("name").bytes(text.name);
            json.key("value").bytesOrNull(text.value);
            json.key("valueOptional").boolean(text.isValueOptional);
            json.key("meaning").bytes(meaningOf(*command, option));
            json.endObject();
        });
        json.endObject();
        lines += '\n';
    }
    output.lines(lines);
}

int usageError(const Command &command, const QString &problem)
{
    printError(latin1(command.name) + QStringLiteral(": ") + problem + QStringLiteral("\n") + usageLine(command) +
               QStringLiteral("\nTry 'lockscopectl ") + latin1(command.name) + QStringLiteral(" --help'."));
    return ExitStatus::Usage;
}

int usageError(const QString &problem)
{
    printError(problem + QStringLiteral("\nUsage: lockscopectl COMMAND [OPTION]... [OPERAND]...\n"
                                        "       lockscopectl PATH...\n"
                                        "Try 'lockscopectl --help'."));
    return ExitStatus::Usage;
}

} // namespace Ctl
