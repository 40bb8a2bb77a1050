// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "hostcommand.h"

#include "blockedsignals.h"
#include "exitstatus.h"

#include <lockscope/displaytext.h>
#include <lockscope/hosts.h>

#include <QJsonDocument>

#include <algorithm>
#include <optional>

#include <csignal>

#include <poll.h>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::HostCommand;
using Lockscope::HostList;
using Lockscope::ListedHost;

namespace {

using Problem = HostCommand::Problem;

/// The host, or nothing after the error was printed.
std::optional<ListedHost> listedHost(const std::string &name)
{
    const auto list = HostList::read();
    if (!list) {
        printError(list.error().message());
        return {};
    }
    const auto hosts = list->named(name);
    if (hosts.empty())
        printError(QStringLiteral("--host: host '%1' is not in the list; add it with 'lockscopectl hosts add'")
                       .arg(displayText(name)));
    else if (hosts.size() > 1)
        printError(QStringLiteral("--host: the list has several hosts '%1'; remove all but one with 'lockscopectl "
                                  "hosts remove'")
                       .arg(displayText(name)));
    return hosts.size() == 1 ? std::optional(hosts.front()) : std::nullopt;
}

QString textOf(const HostCommand::End &end, const QString &host)
{
    const auto detail = displayText(end.detail);
    switch (*end.problem) {
    case Problem::NotReached:
        return detail.isEmpty() ? QStringLiteral("host %1 was not reached").arg(host)
                                : QStringLiteral("host %1 was not reached: %2").arg(host, detail);
    case Problem::NoProgram:
        return QStringLiteral("lockscopectl was not found on host %1; install it there, in the PATH of ssh logins")
            .arg(host);
    case Problem::OtherVersion:
        return QStringLiteral("lockscopectl on host %1 is of another version%2 and cannot run this command for other "
                              "hosts; install the same version on both hosts")
            .arg(host, detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(detail));
    case Problem::OtherMachine:
        return QStringLiteral("another machine answers as host %1 (machine ID %2); if that is right, remove and add "
                              "the host with 'lockscopectl hosts'")
            .arg(host, detail);
    case Problem::Refused:
        return QStringLiteral("host %1 refused the command: %2").arg(host, detail);
    case Problem::NoAnswer:
        return QStringLiteral("host %1 did not answer in time").arg(host);
    case Problem::BadAnswer:
        return QStringLiteral("the answer of host %1 is invalid").arg(host);
    case Problem::Lost:
        break;
    }
    return QStringLiteral("the connection to host %1 was lost").arg(host);
}

/// A line of JSON that can be passed on: programs parse it, and terminals show it.
bool isJsonLine(std::string_view line)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
    return std::ranges::none_of(line, isControl) &&
           QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())))
               .isObject();
}

bool isReadable(int fd)
{
    pollfd polled = {fd, POLLIN, 0};
    return ::poll(&polled, 1, 0) > 0;
}

} // namespace

int runOnHost(const Command &command, const std::string &name, std::span<const std::string_view> words, Output &output)
{
    const auto wrong = [&](const char *problem) { return usageError(command, QString::fromLatin1(problem)); };
    if (hasOption(words, Option::Ask))
        return wrong("--ask cannot be combined with --host");
    if (hasOption(words, Option::NullSeparated))
        return wrong("-0 cannot be combined with --host");
    if (std::find(words.begin(), std::ranges::find(words, std::string_view("--")), "-") !=
        std::ranges::find(words, std::string_view("--")))
        return wrong("paths on standard input cannot be combined with --host");
    const auto host = listedHost(name);
    if (!host)
        return ExitStatus::Failed;

    std::vector<std::string> sent{std::string(command.name)};
    sent.insert(sent.end(), words.begin(), words.end());
    const bool isJson = hasOption(words, Option::Json);
    ::signal(SIGPIPE, SIG_IGN);
    const BlockedSignals signals({SIGINT, SIGTERM, SIGHUP});
    output.stopWhenReadable(signals.fd());

    bool isValid = true;
    HostCommand::Sink sink;
    sink.output = [&](std::string_view line) {
        // What the far end prints is shown on this terminal, and is not trusted.
        if (!isJson)
            return output.line(displayText(line));
        isValid = isJsonLine(line);
        return isValid && output.line(line);
    };
    sink.error = [](std::string_view line) { writeError(displayText(line) + u'\n'); };
    sink.isStopped = [&] { return isReadable(signals.fd()); };
    auto end = HostCommand(*host, std::move(sent)).run(sink);
    if (!isValid)
        end.problem = Problem::BadAnswer;
    if (end.problem) {
        printError(textOf(end, displayText(host->name)));
        return end.problem == Problem::Refused ? ExitStatus::Refused : ExitStatus::Failed;
    }
    // What is printed there names the command to use there.
    if (command.name == breakCommand().name && end.exitStatus == ExitStatus::Done && !isJson &&
        !hasOption(words, Option::DryRun))
        printError(
            QStringLiteral("on host %1: restore it with 'lockscopectl undo --host %1'").arg(displayText(host->name)));
    return end.exitStatus;
}

} // namespace Ctl
