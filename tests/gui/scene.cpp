// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/scene.h"

#include "gui/samplereports.h"

#include <chrono>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

WallTime before(std::chrono::nanoseconds age)
{
    // Half a minute on top: the text of an age must not change while the picture is made.
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now()) - age - 30s;
}

ProcessFacts process(std::int64_t pid, const char *name, const char *user)
{
    ProcessFacts facts;
    facts.pid = pid;
    facts.ppid = 1;
    facts.name = name;
    facts.commandLine = {std::string("/usr/bin/") + name, "--config", "/etc/nightly.conf"};
    facts.uid = 1000;
    facts.user = user;
    facts.startTime = WallTime(1'750'000'000s);
    facts.state = 'S';
    facts.threads = 4;
    return facts;
}

LockReport held(const char *path, const char *format, std::int64_t pid, const char *name, std::chrono::nanoseconds age,
                std::vector<LockWaiter> waiters = {})
{
    auto report = heldReport(path, pid, name);
    report.format = format;
    report.modified = before(age);
    report.process = process(pid, name, "anna");
    report.kernelLocks.front().waiters = std::move(waiters);
    report.verdict.summary =
        QStringLiteral("Held by %1 (%2): the kernel lists its lock.").arg(QLatin1String(name)).arg(pid);
    report.content = " " + std::to_string(pid) + "\n";
    report.size = report.content.size();
    return report;
}

} // namespace

std::vector<LockReport> scene()
{
    std::vector<LockReport> reports;
    auto stale = sampleReport("/srv/www/server.pid", Verdict::State::Stale);
    stale.format = "pid";
    stale.modified = before(76h);
    stale.owner = Claim::ofPid(4193999);
    stale.content = "4193999\n";
    stale.size = stale.content.size();
    stale.verdict.summary = QStringLiteral("Left behind: process 4193999 on this host has ended.");
    stale.evidence.push_back({.id = "pid-dead",
                              .supports = Evidence::Supports::Stale,
                              .fact = QStringLiteral("no process 4193999 on this host"),
                              .source = QStringLiteral("kill(4193999, 0)")});
    reports.push_back(stale);
    reports.push_back(held("/srv/backup/nightly/export.lock", "flock", 8601, "rsync", 5h,
                           {{.pid = 8702, .name = "backup"}, {.pid = 8703, .name = "python3"}}));
    reports.push_back(
        held("/srv/mail/spool/queue.lock", "fcntl", 8702, "backup", 8min, {{.pid = 8601, .name = "rsync"}}));
    reports.push_back(held("/srv/packages/index.lock", "zc", 8606, "python3", 40min));
    auto unknown = sampleReport("/srv/backup/manual.lock", Verdict::State::Unknown);
    unknown.format = "unrecognised";
    unknown.modified = before(200 * 24h);
    unknown.verdict.confidence = Verdict::Confidence::Presumed;
    unknown.verdict.summary = QStringLiteral("Its owner is on another host: from here nobody can tell.");
    unknown.owner.hostname = "vault";
    reports.push_back(unknown);
    auto hostile = sampleReport("/srv/<b>bold</b>\x1b[31m\xe2\x80\xaegnp.kcol");
    hostile.modified = before(3h);
    reports.push_back(hostile);
    auto longName = sampleReport("/srv/" + std::string(120, 'd') + "/" + std::string(200, 'n') + ".lock");
    longName.modified = before(90s);
    reports.push_back(longName);
    return reports;
}
