// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"

#include <QString>

#include <string_view>
#include <vector>

namespace Ctl {

/// One command: its words for the help text, the options that it takes, and what it does.
struct Command
{
    std::string_view name;
    std::string_view synopsis; ///< its operands
    std::string_view summary;  ///< one line for the list of commands
    std::string_view details;  ///< paragraphs of its own help text
    std::string_view exitStatus;
    std::string_view example;
    std::vector<Option> options;
    int (*run)(const Arguments &arguments, Output &output);
};

const Command &kindsCommand();
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
const Command &orphansCommand();
const Command &signalCommand();
const Command &whoCommand();

/// All of them, in the order to show.
std::vector<const Command *> commands();
const Command *findCommand(std::string_view name);

/// The help text of the program, without a line break at the end.
QString helpText();
QString helpText(const Command &command);

/// Prints the commands and options as JSON Lines, one command per line: what the shell completions and the manual page
/// are made from and tested against.
void printCommandTable(Output &output);

/// Prints on standard error what is wrong and how the command is called; returns the exit status.
int usageError(const Command &command, const QString &problem);
int usageError(const QString &problem);

} // namespace Ctl
