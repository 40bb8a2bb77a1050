// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcdfunctions.h"

#include "blockedsignals.h"
#include "etcdlocalserver.h"
#include "etcdwatch.h"
#include "exitstatus.h"
#include "failureline.h"
#include "output.h"

#include <lockscope/displaytext.h>
#include <lockscope/etcd.h>
#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/wording.h>

#include <string>

namespace Ctl {

using namespace Lockscope;

namespace {

/// The settings, and the name of the lock in them: NAME, or an address.
struct Target
{
    EtcdSettings settings;
    EtcdAddress address;
};

Result<Target> targetOf(const std::string &operand)
{
    Target target;
    auto settings = EtcdSettings::read();
    if (!settings)
        return settings.error();
    target.settings = std::move(*settings);
    const auto address = EtcdAddress::parse(isEtcdAddress(operand) ? operand : "etcd:///" + operand);
    if (!address)
        return address.error();
    target.address = *address;
    return target;
}

Result<std::unique_ptr<LockFile>> makeLock(const Arguments &arguments)
{
    const auto target = targetOf(arguments.operands.at(1));
    if (!target)
        return target.error();
    if (arguments.startLocal) {
        if (const auto started = startLocalEtcd(); !started)
            return started.error();
    }
    return std::make_unique<EtcdLock>(target->address.name, target->address.settingsFrom(target->settings),
                                      arguments.ttl.value_or(EtcdLock::DefaultTtl));
}

LockReport failedReport(const std::string &address, const Failure &failure)
{
    LockReport report;
    report.path = address;
    report.format = "etcd";
    report.verdict = {Verdict::State::Unknown, Verdict::Confidence::Presumed, Verdict::Reason::Unreadable,
                      failure.details};
    report.error = ProbeError{failure.errnoName(), failure.call, detailText(failure).toStdString()};
    return report;
}

LockReport inspect(const std::string &address, std::shared_ptr<HostAsker> hosts)
{
    const auto target = targetOf(address);
    if (!target)
        return failedReport(address, target.error());
    EtcdInspector etcd(target->settings);
    etcd.setHosts(std::move(hosts));
    Inspector inspector;
    return etcd.inspect(target->address, inspector);
}

void watch(const std::string &address, const std::function<bool(const LockReport &)> &use, int stopFd)
{
    const auto target = targetOf(address);
    if (!target)
        use(failedReport(address, target.error()));
    else
        EtcdInspector(target->settings).watch(target->address, use, stopFd);
}

void printBreakJson(const LockReport &report, std::string_view event, const BrokenEtcdLock *broken,
                    const QString &message, Output &output)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(report.path.native());
    json.key("event").bytes(event);
    json.key("id").bytesOrNull(broken ? std::string_view(broken->id) : std::string_view());
    json.key("quarantine").null();
    json.key("reason").bytes(toWord(report.verdict.reason));
    json.key("verdict").bytes(toWord(report.verdict.state));
    json.key("format").bytes(report.format);
    json.key("summary").text(text(report.verdict, Language::English));
    json.key("message");
    if (message.isEmpty())
        json.null();
    else
        json.text(message);
    json.endObject();
    output.line(std::string_view(line));
}

/// What a break in etcd does not do.
QString consequence()
{
    return QStringLiteral(
        "The holder is not notified: a command that it runs continues, at the same time as that of the "
        "next holder. If its lease is not renewed, etcd frees the lock without a break.");
}

int printFailure(const LockReport &report, const Failure &failure, const Arguments &arguments, Output &output)
{
    const bool isRefused = failure.code == LockErrc::BreakRefused || failure.code == LockErrc::BreakChanged;
    const bool isAbsent = failure.code == LockErrc::NothingToBreak;
    const auto *event = isAbsent ? "absent" : isRefused ? "refused" : "failed";
    if (arguments.json)
        printBreakJson(report, event, nullptr, failure.message(), output);
    else
        printError(failure.message());
    if (isRefused && !arguments.json && report.breakPermission == LockReport::BreakPermission::WithForce &&
        !arguments.force)
        printError(QStringLiteral("Use --force to break it anyway. ") + consequence());
    if (isAbsent)
        return ExitStatus::NothingToBreak;
    return isRefused ? ExitStatus::Refused : ExitStatus::Failed;
}

int breakLock(const std::string &address, const Arguments &arguments, std::shared_ptr<HostAsker> hosts, Output &output)
{
    const auto target = targetOf(address);
    if (!target)
        return printFailure(failedReport(address, target.error()), target.error(), arguments, output);
    EtcdInspector etcd(target->settings);
    etcd.setHosts(std::move(hosts));
    Inspector inspector;
    const auto report = etcd.inspect(target->address, inspector);
    const bool isPermitted = report.breakPermission == LockReport::BreakPermission::Safe ||
                             (report.breakPermission == LockReport::BreakPermission::WithForce && arguments.force);
    if (report.verdict.reason == Verdict::Reason::Unreachable) {
        auto failure = Failure::of(LockErrc::BreakFailed, report.path);
        failure.details = report.verdict.sentences;
        return printFailure(report, failure, arguments, output);
    }
    if (arguments.dryRun && isPermitted) {
        if (arguments.json)
            printBreakJson(report, "would-break", nullptr, {}, output);
        else
            output.line(QStringLiteral("Would break: %1\n  %2\n  %3")
                            .arg(displayText(report.path), text(report.verdict), consequence()));
        return ExitStatus::Done;
    }
    // Printed first, so that a person who reads it can still interrupt.
    if (arguments.force && !arguments.json && report.breakPermission == LockReport::BreakPermission::WithForce)
        printError(displayText(report.path) + QStringLiteral(": ") + text(report.verdict) + u' ' + consequence());
    const auto broken = etcd.breakLock(report, arguments.force ? EtcdInspector::Force::Yes : EtcdInspector::Force::No);
    if (!broken)
        return printFailure(report, broken.error(), arguments, output);
    if (arguments.json)
        printBreakJson(report, "broken", &*broken, {}, output);
    else
        output.line(QStringLiteral("Broken: %1\n  %2\n  Restore it while its lease lasts with: lockscopectl undo %3")
                        .arg(displayText(report.path), text(report.verdict), QString::fromStdString(broken->id)));
    return ExitStatus::Done;
}

int undo(const std::string &id, const Arguments &arguments, Output &output)
{
    auto settings = EtcdSettings::read();
    if (!settings) {
        printError(settings.error().message());
        return ExitStatus::Failed;
    }
    const auto restored = EtcdInspector(std::move(*settings)).undo(id);
    if (!restored) {
        const bool isRefused = restored.error().code == LockErrc::UndoRefused;
        if (arguments.json)
            output.line(failureLine(restored.error(), isRefused ? "refused" : "failed", id));
        printError(restored.error().message());
        return isRefused ? ExitStatus::Refused : ExitStatus::Failed;
    }
    if (!arguments.json) {
        output.line(QStringLiteral("Restored: %1\n  Its fencing token is a new one: a resource may refuse the old one.")
                        .arg(displayText(restored->address)));
        return ExitStatus::Done;
    }
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.path(restored->address);
    json.key("event").bytes("restored");
    json.key("id").bytes(restored->id);
    json.key("format").bytes("etcd");
    json.endObject();
    output.line(std::string_view(line));
    return ExitStatus::Done;
}

} // namespace

const EtcdFunctions *etcdFunctions()
{
    static constexpr EtcdFunctions functions{makeLock, inspect, watch, watchEtcd, breakLock, undo};
    return &functions;
}

} // namespace Ctl
