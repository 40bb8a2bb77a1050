// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/hosts.h>

#include "remote/protocol.h"
#include "remote/sshconnection.h"
#include "values/sentences.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using Problem = HostCommand::Problem;

constexpr std::array<std::string_view, 4> ReadingCommands{"inspect", "scan", "system", "watch"};
constexpr std::array<std::string_view, 2> ChangingCommands{"break", "undo"};

/// For reading the first lines.
constexpr std::chrono::seconds AnswerTime{10};
/// Exit statuses of ssh that do not come from the command: its own errors, and those of the shell at the far end.
constexpr int SshFailed = 255;
constexpr int ProgramNotFound = 127;
/// Of a lockscopectl that does not know `answer`, or not `--allow-break`.
constexpr int UsageError = 2;

} // namespace

class HostCommand::Private
{
public:
    Private(ListedHost listed, std::vector<std::string> commandWords)
        : host(std::move(listed))
        , words(std::move(commandWords))
        , ssh(host.destination,
              changesLocks(words.front()) ? SshConnection::Use::CommandThatBreaks : SshConnection::Use::Command)
    {}

    /// Why the connection was refused or lost.
    End failure()
    {
        switch (ssh.error()) {
        case SshConnection::Error::NoAnswer:
            return {.problem = Problem::NoAnswer};
        case SshConnection::Error::BadAnswer:
            return {.problem = Problem::BadAnswer};
        case SshConnection::Error::OtherVersion:
            return {.problem = Problem::OtherVersion};
        case SshConnection::Error::NotReached:
            break;
        }
        switch (ssh.exitStatus()) {
        case ProgramNotFound:
            return {.problem = Problem::NoProgram};
        case UsageError:
            return {.problem = Problem::OtherVersion};
        default:
            return {.problem = Problem::NotReached, .detail = ssh.errorText()};
        }
    }

    /// The problem that prevents the command; absent when it runs.
    std::optional<End> start()
    {
        const auto greeting = ssh.open();
        if (!greeting)
            return failure();
        if (greeting->machineId != host.machineId)
            return End{.problem = Problem::OtherMachine, .detail = greeting->machineId};
        constexpr std::int64_t Id = 1;
        const QDeadlineTimer deadline(AnswerTime);
        ssh.beginAnswer();
        if (!ssh.send(QByteArray::fromStdString(Protocol::commandQuestion(Id, words)) + '\n', deadline))
            return failure();
        const auto line = ssh.readLine(deadline);
        if (!line)
            return failure();
        const auto answer = Protocol::parseCommandAnswer(*line, Id);
        if (!answer)
            return End{.problem = Problem::BadAnswer};
        if (answer->runs)
            return {};
        if (answer->refusal.empty())
            return End{.problem = Problem::OtherVersion, .detail = greeting->version};
        return End{.problem = Problem::Refused, .detail = answer->refusal};
    }

    const ListedHost host;
    const std::vector<std::string> words;
    SshConnection ssh;
};

HostCommand::HostCommand(ListedHost host, std::vector<std::string> words)
    : d(std::make_unique<Private>(std::move(host), std::move(words)))
{}

HostCommand::~HostCommand() = default;

bool HostCommand::isKnown(std::string_view command)
{
    return std::ranges::find(ReadingCommands, command) != ReadingCommands.end() || changesLocks(command);
}

bool HostCommand::changesLocks(std::string_view command)
{
    return std::ranges::find(ChangingCommands, command) != ChangingCommands.end();
}

HostCommand::End HostCommand::run(const Sink &sink)
{
    if (auto problem = d->start())
        return *std::move(problem);
    std::string lastError;
    const auto keepLast = [&](std::string_view line) {
        lastError = line;
        sink.error(line);
    };
    bool isWanted = true;
    const auto output = [&](std::string_view line) { return isWanted = sink.output(line); };
    if (!d->ssh.relay({output, keepLast, sink.isStopped}) && isWanted)
        return {.problem = Problem::BadAnswer};
    const auto status = d->ssh.exitStatus();
    if (status == -1)
        return {}; // stopped
    if (status == SshFailed)
        return {.problem = Problem::Lost, .detail = lastError};
    return {.exitStatus = status};
}

LockReport unreachableReport(LockReport report, const std::string &host, const HostCommand::End &end)
{
    using Sentence::Finding;
    const auto finding = [&]() -> Message {
        switch (end.problem.value_or(Problem::Lost)) {
        case Problem::NoAnswer:
            return {Finding::HostDidNotAnswer, host};
        case Problem::BadAnswer:
        case Problem::OtherVersion:
            return {Finding::HostAnswerInvalid, host};
        case Problem::OtherMachine:
            return {Finding::HostIsOtherMachine, host};
        case Problem::NotReached:
        case Problem::NoProgram:
        case Problem::Refused:
        case Problem::Lost:
            break;
        }
        return end.detail.empty() ? Message(Finding::HostNotReached, host)
                                  : Message(Finding::HostNotReachedBecause, host, end.detail);
    };
    report.verdict = {Verdict::State::Unknown,
                      Verdict::Confidence::Presumed,
                      Verdict::Reason::Unreachable,
                      {{Sentence::Verdict::HostUnreachable, host}}};
    std::erase_if(report.evidence, [](const Evidence &one) { return one.id == Evidence::Id::HostNotReached; });
    report.evidence.insert(report.evidence.begin(), {.id = Evidence::Id::HostNotReached,
                                                     .supports = Evidence::Supports::Unknown,
                                                     .finding = finding(),
                                                     .source = QStringLiteral("ssh")});
    return report;
}

} // namespace Lockscope
