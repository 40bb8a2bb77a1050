// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"

#include <lockscope/displaytext.h>
#include <lockscope/holder.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include <signal.h>
#include <string.h>
#include <unistd.h>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::Failure;
using Lockscope::Holder;
using Lockscope::JsonWriter;
using Lockscope::LockErrc;

namespace {

/// `RTMIN`, `RTMIN+3`, `RTMAX-2`, without SIG.
std::optional<int> realTimeSignal(std::string_view name)
{
    const bool isFromMin = name.starts_with("RTMIN");
    if (!isFromMin && !name.starts_with("RTMAX"))
        return {};
    constexpr std::size_t BaseLength = 5;
    name.remove_prefix(BaseLength);
    int offset = 0;
    if (!name.empty()) {
        if (name.front() != (isFromMin ? '+' : '-') || name.size() < 2 || name[1] < '0' || name[1] > '9')
            return {};
        const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), offset);
        if (error != std::errc() || end != name.data() + name.size())
            return {};
    }
    if (offset > SIGRTMAX - SIGRTMIN)
        return {};
    return isFromMin ? SIGRTMIN + offset : SIGRTMAX - offset;
}

/// `TERM`, `SIGTERM`, `term`, `15`, `RTMIN+1`; 0 checks whether a signal could be sent.
std::optional<int> signalNumber(const std::string &text)
{
    auto upper = text;
    std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    std::string_view word = upper;
    int number = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size())
        return number >= 0 && number <= SIGRTMAX ? std::optional(number) : std::nullopt;
    if (word.starts_with("SIG"))
        word.remove_prefix(3);
    for (int candidate = 1; candidate < NSIG; ++candidate) {
        const char *name = ::sigabbrev_np(candidate);
        if (name && word == name)
            return candidate;
    }
    return realTimeSignal(word);
}

QString signalName(int number)
{
    if (number >= SIGRTMIN && number <= SIGRTMAX)
        return number == SIGRTMIN ? QStringLiteral("SIGRTMIN") : QStringLiteral("SIGRTMIN+%1").arg(number - SIGRTMIN);
    const char *name = ::sigabbrev_np(number);
    return name ? QStringLiteral("SIG%1").arg(QString::fromLatin1(name)) : QString::number(number);
}

std::string jsonLine(const std::string &path, std::string_view event, int number, const Holder *holder,
                     const Failure *failure)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(path);
    json.key("event").bytes(event);
    json.key("pid");
    if (holder)
        json.number(holder->pid());
    else
        json.null();
    json.key("signal").text(signalName(number));
    json.key("name");
    if (holder)
        json.bytes(holder->process().name);
    else
        json.null();
    json.key("proof");
    if (holder)
        json.text(text(holder->proof()));
    else
        json.null();
    json.key("message");
    if (failure)
        json.text(failure->message());
    else
        json.null();
    json.endObject();
    return line;
}

int statusOf(const Failure &failure)
{
    return failure.code == LockErrc::SignalRefused ? ExitStatus::Refused : ExitStatus::Failed;
}

int reportFailure(const Failure &failure, const std::string &path, int number, const Holder *holder, bool json,
                  Output &output)
{
    const int status = statusOf(failure);
    if (json)
        output.line(jsonLine(path, status == ExitStatus::Refused ? "refused" : "failed", number, holder, &failure));
    printError(failure.message());
    return status;
}

QString sentText(int number, const Holder &holder)
{
    const auto process =
        QStringLiteral("process %1 (%2): %3.")
            .arg(QString::number(holder.pid()), displayText(holder.process().name), text(holder.proof()));
    if (number == 0)
        return QStringLiteral("A signal can be sent to ") + process;
    return QStringLiteral("Sent %1 to ").arg(signalName(number)) + process;
}

QString releasedText(const Holder &holder)
{
    return QStringLiteral("Process %1 (%2) no longer holds the lock.")
        .arg(QString::number(holder.pid()), displayText(holder.process().name));
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() != 2)
        return usageError(signalCommand(), arguments.operands.size() < 2
                                               ? QStringLiteral("missing operand: SIGNAL and PATH are required")
                                               : QStringLiteral("too many operands: expected SIGNAL and PATH"));
    const auto number = signalNumber(arguments.operands[0]);
    if (!number)
        return usageError(signalCommand(), QStringLiteral("unknown signal '%1': use a name such as TERM, or a number")
                                               .arg(displayText(arguments.operands[0])));
    const auto &path = arguments.operands[1];
    const auto holders = Holder::of(path);
    if (!holders)
        return reportFailure(holders.error(), path, *number, nullptr, arguments.json, output);
    int status = ExitStatus::Done;
    bool isAnySent = false;
    for (const auto &holder : *holders) {
        const auto sent = holder.signal(*number);
        // A process may exit because another one was signalled, as flock(1) does with its command.
        const bool isReleased =
            !sent && isAnySent && sent.error().code == LockErrc::SignalRefused && !holder.stillHolds();
        if (!sent && !isReleased) {
            status = std::max(status, reportFailure(sent.error(), path, *number, &holder, arguments.json, output));
            continue;
        }
        isAnySent = true;
        if (arguments.json)
            output.line(jsonLine(path, sent ? "signalled" : "released", *number, &holder, nullptr));
        else
            output.line(sent ? sentText(*number, holder) : releasedText(holder));
    }
    return status;
}

} // namespace

const Command &signalCommand()
{
    static const Command command{
        .name = "signal",
        .synopsis = "SIGNAL PATH",
        .summary = "send SIGNAL to the proven holder of a lock",
        .details = "Sends SIGNAL (a name such as TERM or RTMIN+1, or a number) to each process that\n"
                   "is proven to hold the lock: the kernel reports the lock on one of its\n"
                   "descriptors, or the record in the lock matches the process. Such a record counts\n"
                   "only if nobody except root and the user of that process can write the file and\n"
                   "its directory. A PID that is merely written in a file is never signalled, nor\n"
                   "are lockscopectl itself, init, and processes in containers. The signal never\n"
                   "reaches a later process with the same PID. Signal 0 only checks whether a signal\n"
                   "could be sent.",
        .exitStatus = "  0  sent\n"
                      "  2  usage error\n"
                      "  3  refused: no process is proven to hold the lock, or the holder must not be signalled\n"
                      "  4  the signal could not be sent, or there is no such lock",
        .example = "lockscopectl signal TERM /srv/app/app.lock",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
