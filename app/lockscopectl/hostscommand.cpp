// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>
#include <lockscope/hosts.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <span>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::HostGreeting;
using Lockscope::HostList;
using Lockscope::JsonWriter;
using Lockscope::ListedHost;
using Lockscope::RemoteHosts;

namespace {

using Operands = std::span<const std::string>;

int failed(const Lockscope::Failure &failure)
{
    printError(failure.message());
    return ExitStatus::Failed;
}

void write(JsonWriter &json, const ListedHost &host)
{
    json.key("name").bytes(host.name);
    json.key("destination").bytes(host.destination);
    json.key("machineId").bytes(host.machineId);
}

/// Without a word, an empty list looks like a list that was not read.
int printNoHosts(Output &output)
{
    output.line(QStringLiteral("The list of hosts is empty. Add a host with: lockscopectl hosts add NAME"));
    return ExitStatus::Done;
}

int printList(const HostList &list, const Arguments &arguments, Output &output)
{
    if (arguments.json) {
        for (const auto &host : list.hosts()) {
            std::string line;
            JsonWriter json(line);
            json.beginObject();
            write(json, host);
            json.endObject();
            output.line(std::string_view(line));
        }
        return ExitStatus::Done;
    }
    if (list.hosts().empty())
        return printNoHosts(output);
    std::vector<QStringList> rows{
        {QStringLiteral("NAME"), QStringLiteral("DESTINATION"), QStringLiteral("MACHINE ID")}};
    for (const auto &host : list.hosts())
        rows.push_back({displayText(host.name), displayText(host.destination), displayText(host.machineId)});
    for (const auto &line : alignedTable(rows))
        output.line(line);
    return ExitStatus::Done;
}

/// Connects, so that the machine that answers now is the one that is believed later.
int add(HostList &list, Operands operands, Output &output)
{
    const auto &name = operands.front();
    const auto &destination = operands.size() > 1 ? operands[1] : name;
    if (!HostList::isValid(name, destination))
        return usageError(
            hostsCommand(),
            QStringLiteral("invalid name or destination of a host: '%1'")
                .arg(operands.size() > 1 ? displayText(name) + u' ' + displayText(destination) : displayText(name)));
    const auto greeting = RemoteHosts::greet(destination);
    if (!greeting) {
        printError(Lockscope::detailText(greeting.error()));
        return ExitStatus::Failed;
    }
    if (const auto added = list.add({name, destination, greeting->machineId}); !added)
        return failed(added.error());
    if (const auto saved = list.save(); !saved)
        return failed(saved.error());
    output.line(QStringLiteral("Added: %1 is machine %2 (%3)")
                    .arg(displayText(name), displayText(greeting->machineId), displayText(greeting->hostname)));
    if (!greeting->seesAllProcesses)
        printError(QStringLiteral("%1 does not show all its processes to the user that you log in as: it can only "
                                  "prove that locks are held")
                       .arg(displayText(name)));
    return ExitStatus::Done;
}

QString problemOf(const ListedHost &host, const Lockscope::Result<HostGreeting> &greeting)
{
    if (!greeting)
        return Lockscope::detailText(greeting.error());
    if (greeting->machineId != host.machineId)
        return QStringLiteral("another machine answers (%1); if that is right, remove and add the host")
            .arg(displayText(greeting->machineId));
    if (!greeting->seesAllProcesses)
        return QStringLiteral("it does not show all its processes to the user that you log in as");
    return {};
}

int test(const HostList &list, const Arguments &arguments, Operands operands, Output &output)
{
    const auto hosts = operands.empty() ? list.hosts() : list.named(operands.front());
    if (hosts.empty() && !operands.empty()) {
        printError(QStringLiteral("no host '%1' in the list").arg(displayText(operands.front())));
        return ExitStatus::Failed;
    }
    if (hosts.empty() && !arguments.json)
        return printNoHosts(output);
    int status = ExitStatus::Done;
    for (const auto &host : hosts) {
        const auto greeting = RemoteHosts::greet(host.destination);
        const auto problem = problemOf(host, greeting);
        status = problem.isEmpty() ? status : ExitStatus::Failed;
        if (arguments.json) {
            std::string line;
            JsonWriter json(line);
            json.beginObject();
            write(json, host);
            json.key("answers").boolean(greeting.has_value());
            json.key("problem");
            if (problem.isEmpty())
                json.null();
            else
                json.text(problem);
            json.endObject();
            output.line(std::string_view(line));
        } else {
            output.line(displayText(host.name) + QStringLiteral(": ") +
                        (problem.isEmpty() ? QStringLiteral("ok") : problem));
        }
    }
    return status;
}

int remove(HostList &list, const std::string &name, Output &output)
{
    if (list.remove(name) == 0) {
        printError(QStringLiteral("no host '%1' in the list").arg(displayText(name)));
        return ExitStatus::Failed;
    }
    if (const auto saved = list.save(); !saved)
        return failed(saved.error());
    output.line(QStringLiteral("Removed: %1").arg(displayText(name)));
    return ExitStatus::Done;
}

int run(const Arguments &arguments, Output &output)
{
    const Operands operands(arguments.operands);
    const auto action = operands.empty() ? std::string_view() : std::string_view(operands.front());
    const auto rest = operands.subspan(operands.empty() ? 0 : 1);
    const auto wrong = [](const char *problem) { return usageError(hostsCommand(), QString::fromLatin1(problem)); };
    if (action == "add" && (rest.empty() || rest.size() > 2))
        return wrong("add takes a NAME and, if it differs, a DESTINATION");
    if (action == "remove" && rest.size() != 1)
        return wrong("remove takes one NAME");
    if (action == "test" && rest.size() > 1)
        return wrong("test takes at most one NAME");
    auto list = HostList::read();
    if (!list)
        return failed(list.error());
    if (action.empty())
        return printList(*list, arguments, output);
    if (action == "add")
        return add(*list, rest, output);
    if (action == "test")
        return test(*list, arguments, rest, output);
    if (action == "remove")
        return remove(*list, rest.front(), output);
    return wrong("unknown action: use add, test or remove");
}

} // namespace

const Command &hostsCommand()
{
    static const Command command{
        .name = "hosts",
        .synopsis = "[ACTION [NAME...]]",
        .summary = "list, add, test or remove the hosts that may be asked",
        .details = "The hosts that --ask may ask about locks that name them, and on which --host may\n"
                   "run commands, over ssh. Without an action, lists them. A name in a lock is only\n"
                   "compared with this list, and never used to connect.\n"
                   "\n"
                   "  hosts add NAME [DESTINATION]  connects to DESTINATION (by default NAME), and adds\n"
                   "                                it with the machine ID of the host that answers\n"
                   "  hosts test [NAME]             connects to each host and prints whether it answers\n"
                   "  hosts remove NAME             removes it from the list\n"
                   "\n"
                   "NAME is the name of the host as locks record it, usually its host name.\n"
                   "DESTINATION is what ssh accepts. ssh must be able to log in without a prompt, and\n"
                   "lockscopectl must be installed there. An answer of a machine other than the one\n"
                   "that was added is ignored.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  a host did not answer or is not in the list, or the list cannot be read or\n"
                      "     written",
        .example = "lockscopectl hosts add alpha admin@alpha.example.org",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
