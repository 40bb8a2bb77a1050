// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace Ctl {

/// One command: its help text, the options that it accepts, and its function.
struct Command
{
    std::string_view name;
    std::string_view synopsis; ///< its operands
    std::string_view summary;  ///< one line for the list of commands
    std::string_view details;  ///< paragraphs of the help text of the command
    std::string_view exitStatus;
    std::string_view example;
    std::vector<Option> options;
    int (*run)(const Arguments &arguments, Output &output);
    /// Of options that have another meaning in other commands.
    std::vector<std::pair<Option, std::string_view>> meanings = {};
};

const Command &kindsCommand();
const Command &formatsCommand();
const Command &inspectCommand();
const Command &scanCommand();
const Command &systemCommand();
const Command &runCommand();
const Command &holdCommand();
const Command &waitCommand();
const Command &watchCommand();
const Command &historyCommand();
const Command &breakCommand();
const Command &undoCommand();
const Command &brokenCommand();
const Command &captureCommand();
const Command &orphansCommand();
const Command &signalCommand();
const Command &whoCommand();
const Command &metricsCommand();
const Command &hostsCommand();
const Command &answerCommand();

/// All commands, in the order of the help text.
std::vector<const Command *> commands();
const Command *findCommand(std::string_view name);

/// The help text of the program, without a line break at the end.
QString helpText();
QString helpText(const Command &command);

/// Prints the commands and options as JSON Lines, one command per line. The shell completions are generated from this
/// table, and the manual page is tested against it.
void printCommandTable(Output &output);

/// Prints the problem and the usage on standard error; returns the exit status.
int usageError(const Command &command, const QString &problem);
int usageError(const QString &problem);

} // namespace Ctl
