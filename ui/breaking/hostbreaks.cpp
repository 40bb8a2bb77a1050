// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/addressbreaks.h"

#include "ui/remote/hostproblem.h"
#include "ui/text/agetext.h"

#include <lockscope/hosts.h>
#include <lockscope/json.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace Lockscope::Ui::HostBreaks {

namespace {

/// The ID of a broken lock on another host begins with its address.
constexpr std::string_view IdBeginning = "ssh://";

/// A sentence as the host printed it.
Message literal(const QString &sentence)
{
    return Failure::of(LockErrc::BreakFailed, {}, sentence.toStdString()).details.front();
}

struct Answer
{
    std::vector<std::string> lines;
    std::optional<Failure> failure;
};

/// Runs a command on the host. Its exit status is in the lines, too.
Answer run(const std::string &host, std::vector<std::string> words, LockErrc code)
{
    const auto failed = [&](const QString &problem) {
        return Answer{{}, Failure::of(code, LockAddress::onHost(host, words.back()), problem.toStdString())};
    };
    const auto found = findHost(host);
    if (!found.host)
        return failed(found.problem);
    Answer answer;
    HostCommand::Sink sink;
    sink.output = [&](std::string_view line) {
        answer.lines.emplace_back(line);
        return true;
    };
    sink.error = [](std::string_view) {};
    const auto end = HostCommand(*found.host, words).run(sink);
    return end.problem ? failed(problemText(end)) : answer;
}

QJsonObject objectOf(const std::string &line)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
}

QString textAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

std::optional<Message> messageAt(const QJsonObject &object, const char *key)
{
    const auto text = textAt(object, key);
    return text.isEmpty() ? std::nullopt : std::optional(literal(text));
}

/// The report of the same row of a lock database.
LockReport reportFor(const QJsonObject &object, const std::vector<std::string> &lines, const LockAddress &address)
{
    for (const auto &line : lines) {
        auto report = fromJson(line);
        if (!report || report->row.native() != textAt(object, "row").toStdString())
            continue;
        report->path = LockAddress::onHost(address.host, report->path);
        for (auto &evidence : report->evidence) {
            if (evidence.host.empty())
                evidence.host = address.host;
        }
        return *std::move(report);
    }
    LockReport unknown;
    unknown.path = LockAddress::onHost(address.host, address.path);
    return unknown;
}

BreakPlan planOf(const QJsonObject &object, LockReport report)
{
    BreakPlan plan;
    plan.id = textAt(object, "id").toStdString();
    plan.permission = fromWord<BreakPlan::Permission>(textAt(object, "permission").toStdString())
                          .value_or(BreakPlan::Permission::Never);
    plan.report = std::move(report);
    plan.consequence = messageAt(object, "consequence");
    plan.advice = messageAt(object, "advice");
    plan.quarantine = textAt(object, "quarantine").toStdString();
    for (const auto &companion : object.value(QLatin1String("companions")).toArray())
        plan.companions.emplace_back(companion.toString().toStdString());
    for (const auto &step : object.value(QLatin1String("steps")).toArray())
        plan.steps.push_back(
            {.message = literal(textAt(step.toObject(), "words")), .call = textAt(step.toObject(), "call")});
    if (plan.permission != BreakPlan::Permission::Safe)
        plan.refusal = plan.report.breakRefused ? plan.report.breakRefused : messageAt(object, "message");
    // The user at the far end may lack the permission.
    const bool wouldBreak = textAt(object, "event") == QLatin1String("would-break");
    const bool mayBreak =
        plan.permission == BreakPlan::Permission::Safe || plan.permission == BreakPlan::Permission::WithForce;
    if (!wouldBreak && mayBreak) {
        plan.permission = BreakPlan::Permission::Never;
        plan.refusal = messageAt(object, "message");
    }
    return plan;
}

BreakPlan failedPlan(const LockAddress &address, const Failure &failure)
{
    BreakPlan plan;
    plan.report.path = LockAddress::onHost(address.host, address.path);
    plan.failure = failure;
    return plan;
}

/// The code that fits to what was printed.
LockErrc codeOf(const QString &event)
{
    if (event == QLatin1String("absent"))
        return LockErrc::NothingToBreak;
    return event == QLatin1String("refused") ? LockErrc::BreakRefused : LockErrc::BreakFailed;
}

/// Whether the lock is still the one that the user decided about: a forced break at the far end is not bound to it.
bool isSame(const LockReport &planned, const LockReport &now)
{
    return planned.verdict.state == now.verdict.state && planned.format == now.format && planned.owner == now.owner &&
           planned.modified == now.modified && planned.row == now.row;
}

} // namespace

std::vector<BreakPlan> plan(const LockAddress &address)
{
    const auto path = address.path.native();
    const auto reports = run(address.host, {"inspect", "--json", "--", path}, LockErrc::BreakFailed);
    if (reports.failure)
        return {failedPlan(address, *reports.failure)};
    // With force, so that the consequence and the steps of such a break are known, too.
    const auto planned =
        run(address.host, {"break", "--dry-run", "--force", "--json", "--", path}, LockErrc::BreakFailed);
    if (planned.failure)
        return {failedPlan(address, *planned.failure)};
    std::vector<BreakPlan> plans;
    for (const auto &line : planned.lines) {
        const auto object = objectOf(line);
        plans.push_back(planOf(object, reportFor(object, reports.lines, address)));
    }
    return plans;
}

Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force)
{
    const auto address = LockAddress::of(plan.report.path);
    const auto path = address.path.native();
    std::vector<std::string> words{"break", "--json"};
    if (force == Breaker::Force::Yes) {
        const auto reports = run(address.host, {"inspect", "--json", "--", path}, LockErrc::BreakFailed);
        if (reports.failure)
            return *reports.failure;
        const bool isUnchanged = std::ranges::any_of(reports.lines, [&](const std::string &line) {
            const auto now = fromJson(line);
            return now && isSame(plan.report, *now);
        });
        if (!isUnchanged)
            return Failure::of(LockErrc::BreakChanged, plan.report.path);
        words.emplace_back("--force");
    }
    words.insert(words.end(), {"--", path});
    const auto answer = run(address.host, std::move(words), LockErrc::BreakFailed);
    if (answer.failure)
        return *answer.failure;
    for (const auto &line : answer.lines) {
        const auto object = objectOf(line);
        if (textAt(object, "row").toStdString() != plan.report.row.native())
            continue;
        if (textAt(object, "event") != QLatin1String("broken"))
            return Failure::of(codeOf(textAt(object, "event")), plan.report.path,
                               textAt(object, "message").toStdString());
        BrokenLock broken;
        broken.id = LockAddress::onHost(address.host, '/' + textAt(object, "id").toStdString()).native();
        broken.path = plan.report.path;
        broken.row = plan.report.row;
        broken.time = wallTimeNow();
        broken.format = plan.report.format;
        broken.verdict = plan.report.verdict;
        broken.owner = plan.report.owner;
        broken.forced = object.value(QLatin1String("forced")).toBool();
        return broken;
    }
    return Failure::of(LockErrc::BreakFailed, plan.report.path);
}

bool isId(const std::string &id)
{
    return id.starts_with(IdBeginning);
}

Result<BrokenLock> undo(const std::string &id)
{
    const auto address = LockAddress::of(id);
    const auto answer =
        run(address.host, {"undo", "--json", "--", address.path.native().substr(1)}, LockErrc::UndoFailed);
    if (answer.failure)
        return *answer.failure;
    const auto object = answer.lines.empty() ? QJsonObject() : objectOf(answer.lines.front());
    if (textAt(object, "event") != QLatin1String("restored")) {
        const bool isRefused = textAt(object, "event") == QLatin1String("refused");
        return Failure::of(isRefused ? LockErrc::UndoRefused : LockErrc::UndoFailed, id,
                           textAt(object, "message").toStdString());
    }
    BrokenLock restored;
    restored.id = id;
    restored.path = LockAddress::onHost(address.host, textAt(object, "path").toStdString());
    restored.row = textAt(object, "row").toStdString();
    return restored;
}

} // namespace Lockscope::Ui::HostBreaks
