// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "formatfiles.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>
#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/lockformats.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <span>

namespace Ctl {

namespace {

using Lockscope::displayText;
using Lockscope::jsonText;
using Lockscope::JsonWriter;
using Lockscope::LockFormat;

std::string jsonLine(const LockFormat &format)
{
    std::string line;
    JsonWriter json(line);
    const auto write = [&](std::string_view text) { json.bytes(text); };
    json.beginObject();
    json.key("id").bytes(format.id);
    json.key("title").bytes(format.description);
    json.key("heldBy").bytes(format.heldBy);
    json.key("programs").array(format.programs, write);
    json.key("names").array(format.names, write);
    json.key("staleRule").bytesOrNull(format.staleRule);
    json.key("neverRemove").bytesOrNull(format.neverRemove);
    json.key("findHolder").bytesOrNull(format.findHolder);
    json.key("reference").bytesOrNull(format.reference);
    json.key("source").bytes(format.source);
    json.key("samples").array(format.samples, [&](const auto &sample) {
        json.beginObject();
        json.key("path").bytes(sample.path);
        json.key("text").bytes(sample.text);
        json.key("matches").boolean(!sample.isCounterSample);
        json.endObject();
    });
    json.endObject();
    return line;
}

std::string jsonLine(const Lockscope::FormatProblem &problem)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(problem.file.native());
    json.key("line").number(std::int64_t{problem.line});
    json.key("message").bytes(problem.message);
    json.endObject();
    return line;
}

std::string jsonLine(const Lockscope::FormatCandidate &candidate)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.key("id").bytes(candidate.id);
    json.key("matches").boolean(candidate.matches);
    json.key("confidence").decimal(candidate.confidence);
    json.key("reason").bytes(candidate.reason);
    json.endObject();
    return line;
}

void printList(std::span<const LockFormat> formats, Output &output)
{
    std::vector<QStringList> rows{
        {QStringLiteral("ID"), QStringLiteral("HELD BY"), QStringLiteral("SOURCE"), QStringLiteral("TITLE")}};
    for (const auto &format : formats)
        rows.push_back({jsonText(format.id), jsonText(format.heldBy), displayText(format.source),
                        displayText(format.description)});
    for (const auto &line : alignedTable(rows))
        output.line(line);
}

void printField(Output &output, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        output.line(name.leftJustified(14) + value);
}

QString listed(std::span<const std::string_view> texts)
{
    QStringList list;
    for (const auto text : texts)
        list += displayText(text);
    return list.join(QStringLiteral(", "));
}

void printFormat(const LockFormat &format, Output &output)
{
    output.line(displayText(format.description));
    printField(output, QStringLiteral("ID:"), jsonText(format.id));
    printField(output, QStringLiteral("Programs:"), listed(format.programs));
    printField(output, QStringLiteral("Names:"), listed(format.names));
    printField(output, QStringLiteral("Held by:"), jsonText(format.heldBy));
    printField(output, QStringLiteral("Stale:"), displayText(format.staleRule));
    printField(output, QStringLiteral("Never remove:"), displayText(format.neverRemove));
    printField(output, QStringLiteral("Find holder:"), displayText(format.findHolder));
    printField(output, QStringLiteral("Reference:"), displayText(format.reference));
    printField(output, QStringLiteral("Source:"), displayText(format.source));
    for (const auto &sample : format.samples)
        printField(output, sample.isCounterSample ? QStringLiteral("No match:") : QStringLiteral("Sample:"),
                   displayText(sample.path) +
                       (sample.text.empty() ? QString() : QStringLiteral("  ") + displayText(sample.text)));
}

int list(const Arguments &arguments, Output &output)
{
    auto formats = Lockscope::lockFormats();
    if (!arguments.operands.empty()) {
        const auto &id = arguments.operands.front();
        std::erase_if(formats, [&](const LockFormat &format) { return format.id != id; });
        if (formats.empty()) {
            printError(
                QStringLiteral("no format has the ID '%1': 'lockscopectl formats' lists them").arg(displayText(id)));
            return ExitStatus::Failed;
        }
    }
    if (arguments.json) {
        for (const auto &format : formats)
            output.line(jsonLine(format));
    } else if (arguments.operands.empty()) {
        printList(formats, output);
    } else {
        printFormat(formats.front(), output);
    }
    return ExitStatus::Done;
}

int check(const Arguments &arguments, Output &output)
{
    bool failed = false;
    for (const auto &path : arguments.operands) {
        if (const auto answers = Lockscope::fileSystemAnswers(path); !answers) {
            failed = true;
            printError(answers.error().message());
            continue;
        }
        for (const auto &problem : Lockscope::checkFormats(path)) {
            failed = true;
            if (arguments.json)
                output.line(jsonLine(problem));
            else
                output.line(problemText(problem));
        }
    }
    return failed ? ExitStatus::Failed : ExitStatus::Done;
}

int explain(const Arguments &arguments, Output &output)
{
    const auto report = Lockscope::Inspector().inspect(arguments.operands.front());
    if (report.error || report.verdict.state == Lockscope::Verdict::State::Absent) {
        printError(QStringLiteral("%1: %2").arg(report.pathText(), text(report.verdict)));
        return ExitStatus::Failed;
    }
    std::vector<QStringList> rows{{QStringLiteral("ID"), QStringLiteral("MATCHES"), QStringLiteral("REASON")}};
    for (const auto &candidate : Lockscope::explainFormat(arguments.operands.front())) {
        if (arguments.json)
            output.line(jsonLine(candidate));
        rows.push_back(
            {jsonText(candidate.id),
             candidate.matches ? QStringLiteral("%1 %").arg(qRound(candidate.confidence * 100)) : QStringLiteral("no"),
             displayText(candidate.reason)});
    }
    if (arguments.json)
        return ExitStatus::Done;
    if (rows.size() == 1)
        output.line(QStringLiteral("No format has such a name or content."));
    else
        for (const auto &line : alignedTable(rows))
            output.line(line);
    return ExitStatus::Done;
}

int run(const Arguments &arguments, Output &output)
{
    const auto count = arguments.operands.size();
    if (arguments.check && arguments.explain)
        return usageError(formatsCommand(), QStringLiteral("--check and --explain exclude each other"));
    if (arguments.check)
        return count > 0 ? check(arguments, output)
                         : usageError(formatsCommand(), QStringLiteral("missing FILE operand"));
    if (arguments.explain)
        return count == 1 ? explain(arguments, output)
                          : usageError(formatsCommand(), QStringLiteral("--explain requires one PATH"));
    return count <= 1 ? list(arguments, output) : usageError(formatsCommand(), QStringLiteral("takes one ID at most"));
}

} // namespace

const Command &formatsCommand()
{
    static const Command command{
        .name = "formats",
        .synopsis = "[ID] | --check FILE... | --explain PATH",
        .summary = "list the recognised formats, check your own, or explain a match",
        .details = "Lists the formats that 'inspect' and 'scan' recognise, or prints the one with\n"
                   "this ID and its samples. --check checks files or directories of formats that you\n"
                   "have written, and compares the samples in them. --explain prints which formats\n"
                   "match PATH, and why the others do not. lockscope-formats(5) describes how to\n"
                   "write a format.",
        .exitStatus = "  0  done, no problem was found\n"
                      "  2  usage error\n"
                      "  4  a file has a problem, or no format has this ID",
        .example = "lockscopectl formats --check ~/.config/lockscope/formats.d",
        .options = {Option::Check, Option::Explain, Option::Formats, Option::Json},
        .run = run,
        .meanings = {{Option::Check, "check the formats in FILE, or in the files of a directory"}},
    };
    return command;
}

} // namespace Ctl
