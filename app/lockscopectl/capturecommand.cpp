// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"

#include <lockscope/capture.h>
#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>
#include <lockscope/json.h>

#include <QDateTime>
#include <QStringList>

#include <chrono>
#include <filesystem>

namespace Ctl {

using Lockscope::Capture;
using Lockscope::CaptureChange;
using Lockscope::displayText;
using Lockscope::JsonWriter;
using Lockscope::LockReport;
using Lockscope::Result;

namespace {

QString latin1(std::string_view word)
{
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

QString countText(std::size_t count, const QString &one, const QString &several)
{
    return QString::number(count) + u' ' + (count == 1 ? one : several);
}

/// `held by 42 (nginx), 3 waiting`
QString stateText(const LockReport *report)
{
    if (!report)
        return QStringLiteral("-");
    auto state = latin1(toWord(report->verdict.state));
    QStringList holders;
    for (const auto &holder : report->holders())
        holders << QStringLiteral("%1 (%2)").arg(QString::number(holder.pid), displayText(holder.name));
    if (holders.isEmpty() && report->process && report->verdict.state == Lockscope::Verdict::State::Held)
        holders << QStringLiteral("%1 (%2)").arg(QString::number(report->process->pid), report->process->nameText());
    if (!holders.isEmpty())
        state += QStringLiteral(" by ") + holders.join(QStringLiteral(", "));
    if (const auto waiters = report->waiterCount(); waiters > 0)
        state += QStringLiteral(", %1 waiting").arg(waiters);
    return state;
}

QString nameOf(const LockReport &report)
{
    const auto name = displayText(report.path.empty() ? report.key() : report.path.native());
    return report.row.empty() ? name : name + QStringLiteral(": ") + displayText(report.row);
}

QString changeLine(const CaptureChange &change)
{
    auto kind = latin1(toWord(change.kind)).leftJustified(8);
    switch (change.kind) {
    case CaptureChange::Kind::New:
        return kind + nameOf(change.lock()) + QStringLiteral(": ") + stateText(change.after);
    case CaptureChange::Kind::Gone:
        return kind + nameOf(change.lock()) + QStringLiteral(": was ") + stateText(change.before);
    case CaptureChange::Kind::Changed:
        break;
    }
    QStringList parts;
    for (const auto part : change.parts)
        parts << latin1(toWord(part));
    return kind + QStringLiteral("%1: %2 -> %3 [%4]")
                      .arg(nameOf(change.lock()), stateText(change.before), stateText(change.after),
                           parts.join(QStringLiteral(", ")));
}

std::string changeJson(const CaptureChange &change)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(change.lock().path.native());
    json.key("change").bytes(toWord(change.kind));
    json.key("differs").array(change.parts, [&](CaptureChange::Part part) { json.bytes(toWord(part)); });
    const auto write = [&](const LockReport *report) {
        if (report)
            json.raw(toJson(*report));
        else
            json.null();
    };
    write((json.key("before"), change.before));
    write((json.key("after"), change.after));
    json.endObject();
    return line;
}

int compareFiles(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() != 2)
        return usageError(captureCommand(), QStringLiteral("--compare requires two captures: BEFORE and AFTER"));
    const auto before = Capture::read(arguments.operands[0]);
    const auto after = Capture::read(arguments.operands[1]);
    for (const auto *each : {&before, &after}) {
        if (!*each)
            printError(each->error().message());
    }
    if (!before || !after)
        return ExitStatus::Failed;
    if (before->hostname != after->hostname)
        printError(QStringLiteral("capture: the captures are of different hosts: %1 and %2")
                       .arg(displayText(before->hostname), displayText(after->hostname)));
    const auto changes = compare(*before, *after);
    std::string lines;
    for (const auto &change : changes)
        lines += (arguments.json ? changeJson(change) : changeLine(change).toStdString()) + '\n';
    output.lines(lines);
    return changes.empty() ? ExitStatus::Done : ExitStatus::Differs;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.compare)
        return compareFiles(arguments, output);
    Capture::Options options;
    const bool isToOutput = arguments.operands.empty() || arguments.operands.front() == "-";
    for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
        if (const auto answers = Lockscope::fileSystemAnswers(arguments.operands[i]); !answers) {
            printError(answers.error().message());
            return ExitStatus::Failed;
        }
        std::error_code error;
        if (!std::filesystem::is_directory(arguments.operands[i], error)) {
            printError(QStringLiteral("capture: %1 is not a directory").arg(displayText(arguments.operands[i])));
            return ExitStatus::Failed;
        }
        options.directories.push_back(std::filesystem::absolute(arguments.operands[i]).lexically_normal());
    }
    const auto capture = Capture::take(options);
    if (!capture.isComplete)
        printError(QStringLiteral("capture: some holders may be missing; run as root to see the processes of all "
                                  "users"));
    if (!capture.historyError.empty())
        printError(QStringLiteral("capture: without the history: %1").arg(displayText(capture.historyError)));
    const int status = capture.historyError.empty() ? ExitStatus::Done : ExitStatus::Failed;
    if (isToOutput) {
        output.lines(capture.toJson());
        return status;
    }
    if (const auto written = capture.write(arguments.operands.front()); !written) {
        printError(written.error().message());
        return ExitStatus::Failed;
    }
    if (arguments.quiet)
        return status;
    const auto history = capture.historyError.empty() ? countText(capture.history.size(), QStringLiteral("interval"),
                                                                  QStringLiteral("intervals")) +
                                                            QStringLiteral(" of the history")
                                                      : QStringLiteral("no history");
    printError(QStringLiteral("capture: %1, %2 and %3 written to %4")
                   .arg(countText(capture.locks.size(), QStringLiteral("lock"), QStringLiteral("locks")),
                        countText(capture.processes.size(), QStringLiteral("process"), QStringLiteral("processes")),
                        history, displayText(arguments.operands.front())));
    return status;
}

} // namespace

const Command &captureCommand()
{
    static const Command command{
        .name = "capture",
        .synopsis = "[FILE [DIR...]]",
        .summary = "write the state of all locks of this host to one file",
        .details = "Writes the kernel locks of this host, the locks in the directories of well-known\n"
                   "programs and those below each DIR to FILE, with their holders, waiters and\n"
                   "evidence, the processes involved and their ancestors, and the history of the last\n"
                   "24 hours. Without FILE, or if it is -, the capture is written to standard output,\n"
                   "for instance of ssh. 'lockscope FILE' opens a capture read-only if its name ends\n"
                   "with .lockscope.json. FILE contains command lines and the contents of lock files;\n"
                   "only its owner may read it.\n"
                   "\n"
                   "With --compare, the two operands are captures, and the locks that are new, gone or\n"
                   "changed are printed.",
        .exitStatus = "  0  done; with --compare: no lock differs\n"
                      "  1  with --compare: at least one lock differs\n"
                      "  2  usage error\n"
                      "  4  a file or directory could not be read or written; a capture is\n"
                      "     written without a history that cannot be read",
        .example = "lockscopectl capture monday.lockscope.json /srv",
        .options = {Option::Json, Option::Compare, Option::Quiet},
        .run = run,
        .meanings = {{Option::Quiet, "do not report on standard error what was written"}},
    };
    return command;
}

} // namespace Ctl
