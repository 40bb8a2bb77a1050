// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/inputlines.h"
#include "childprocess.h"
#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"

#include <lockscope/hosts.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace Ctl {

using Lockscope::HostAnswers;
using Lockscope::HostCommand;

namespace {

/// Why the command is not run; empty if it is.
std::string_view refusalOf(const std::vector<std::string> &words, bool mayBreak)
{
    if (!HostCommand::isKnown(words.front()))
        return "unknown command";
    if (HostCommand::changesLocks(words.front()) && !mayBreak)
        return "it does not permit other hosts to break locks (lockscopectl answer --allow-break)";
    // The other host must not reach further hosts through this one.
    const std::vector<std::string_view> views(words.begin(), words.end());
    if (hasOption(views, Option::Ask) || hasOption(views, Option::Host) || std::ranges::any_of(words, isEtcdAddress))
        return "it asks no further hosts";
    return {};
}

/// Runs the command, whose output goes to the other host. Ends it if that host is no longer connected.
int runForHost(std::vector<std::string> words)
{
    const bool changesLocks = HostCommand::changesLocks(words.front());
    // Watching for another host leaves nothing here.
    if (words.front() == watchCommand().name)
        words.insert(words.begin() + 1, std::string(textOf(Option::NoHistory).name));
    words.insert(words.begin(), "lockscopectl");
    return runUntilHangup("/proc/self/exe", words, changesLocks ? OnHangup::Wait : OnHangup::Kill);
}

int run(const Arguments &arguments, Output &output)
{
    if (!arguments.operands.empty())
        return usageError(answerCommand(), QStringLiteral("too many operands: expected none"));
    HostAnswers answers;
    if (!output.line(std::string_view(answers.greeting())))
        return ExitStatus::Done;
    App::InputLines lines(HostAnswers::MaxLine);
    while (const auto line = lines.next()) {
        if (auto command = HostAnswers::commandIn(*line)) {
            const auto refusal = refusalOf(command->words, arguments.allowBreak);
            const bool isSent = output.line(std::string_view(
                refusal.empty() ? HostAnswers::acceptance(*command) : HostAnswers::refusal(*command, refusal)));
            if (!isSent)
                break;
            if (refusal.empty())
                return runForHost(std::move(command->words));
            continue;
        }
        if (!output.line(std::string_view(answers.answer(*line))))
            break;
    }
    return ExitStatus::Done;
}

} // namespace

const Command &answerCommand()
{
    static const Command command{
        .name = "answer",
        .synopsis = "",
        .summary = "answer questions of another host, which runs this over ssh",
        .details = "Prints one line that identifies this host, then answers one question per line\n"
                   "of standard input: whether a process that a lock records is running here, and\n"
                   "which kernel locks are held here on a file. Questions and answers are JSON Lines.\n"
                   "It only inspects. 'lockscopectl inspect --ask' runs it on other hosts by ssh.\n"
                   "For 'lockscopectl --host', it runs inspect, scan, system or watch; with\n"
                   "--allow-break also break and undo.\n"
                   "\n"
                   "To restrict a key to this command, add to ~/.ssh/authorized_keys on this host:\n"
                   "  restrict,command=\"lockscopectl answer\" ssh-ed25519 AAAA...\n"
                   "or, to permit breaking locks as well:\n"
                   "  restrict,command=\"lockscopectl answer --allow-break\" ssh-ed25519 AAAA...\n"
                   "A key that is not restricted permits everything that its user may do.\n"
                   "\n"
                   "Run as root, or in the initial PID namespace without hidepid, it sees all\n"
                   "processes. Otherwise it never reports that a process has exited.",
        .exitStatus = "  0  standard input has ended\n"
                      "  2  usage error\n"
                      "  after a command for another host: the exit status of that command",
        .example = "ssh -T alpha lockscopectl answer",
        .options = {Option::AllowBreak},
        .run = run,
    };
    return command;
}

} // namespace Ctl
