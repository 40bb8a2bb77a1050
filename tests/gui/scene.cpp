// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/scene.h"

#include "gui/samplereports.h"
#include "support/saying.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace std::chrono_literals;

namespace {

WallTime before(std::chrono::nanoseconds age)
{
    // Plus half a minute, because the text of an age must not change while the screenshot is taken.
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now()) - age - 30s;
}

ProcessFacts process(std::int64_t pid, const char *name, const char *user)
{
    ProcessFacts facts;
    facts.pid = pid;
    facts.ppid = 8590;
    facts.name = name;
    facts.commandLine = {std::string("/usr/bin/") + name, "--config", "/etc/nightly.conf"};
    facts.uid = 1000;
    facts.user = user;
    facts.startTime = WallTime(1'750'000'000s);
    facts.state = 'S';
    facts.threads = 4;
    return facts;
}

LockReport held(const std::string &path, const char *format, std::int64_t pid, const char *name,
                std::chrono::nanoseconds age, std::vector<LockWaiter> waiters = {})
{
    auto report = heldReport(path, pid, name);
    report.format = format;
    report.modified = before(age);
    report.process = process(pid, name, "anna");
    report.kernelLocks.front().waiters = std::move(waiters);
    report.verdict.sentences = {
        saying(QStringLiteral("Held by %1 (%2): the kernel lists its lock.").arg(QLatin1String(name)).arg(pid))};
    report.content = " " + std::to_string(pid) + "\n";
    report.size = report.content.size();
    return report;
}

LockReport stale(const std::filesystem::path &path)
{
    auto stale = sampleReport(path, Verdict::State::Stale);
    stale.format = "pid";
    stale.modified = before(76h);
    stale.owner = Claim::ofPid(4193999);
    stale.content = "4193999\n";
    stale.size = stale.content.size();
    stale.verdict.sentences = {saying(QStringLiteral("Stale: process 4193999 is no longer running on this host."))};
    stale.evidence.push_back({.id = Evidence::Id::PidDead,
                              .supports = Evidence::Supports::Stale,
                              .finding = saying(QStringLiteral("no process 4193999 on this host")),
                              .source = QStringLiteral("kill(4193999, 0)")});
    return stale;
}

/// A plan as the engine creates it for a file.
std::vector<BreakStep> stepsFor(const QString &name)
{
    const auto quarantine = QStringLiteral(".lockscope-d966b24417a5");
    return {
        {.message = saying(QStringLiteral("look at it again, and stop if anything differs")),
         .call = QStringLiteral("statx, read or readlinkat of %1").arg(name)},
        {.message = saying(QStringLiteral("note it in the journal")),
         .call = QStringLiteral("pwrite, fsync of d966b24417a5")},
        {.message = saying(QStringLiteral("take it aside as %1, with a mark of ours in its place").arg(quarantine)),
         .call = QStringLiteral("symlinkat, renameat2(%1, %2, RENAME_EXCHANGE)").arg(quarantine, name)},
        {.message = saying(QStringLiteral("look at what was taken, and give it back if it is not what was planned")),
         .call = QStringLiteral("statx, read or readlinkat of %1").arg(quarantine)},
        {.message = saying(QStringLiteral("remove the mark")),
         .call = QStringLiteral("renameat2(%1, %2-mark, RENAME_NOREPLACE), unlinkat").arg(name, quarantine)},
    };
}

BreakPlan planFor(const std::filesystem::path &path)
{
    const bool isAlive = path.filename() == "gateway.pid";
    BreakPlan plan;
    plan.id = "d966b24417a5";
    plan.permission = isAlive ? BreakPlan::Permission::WithForce : BreakPlan::Permission::Safe;
    plan.report = isAlive ? held(path, "pid", 8710, "gateway", 2h) : stale(path);
    plan.steps = stepsFor(QString::fromStdString(path.filename()));
    if (isAlive) {
        plan.report.kernelLocks.clear();
        plan.report.verdict.confidence = Verdict::Confidence::Presumed;
        plan.report.verdict.sentences = {
            saying(QStringLiteral("Held, as it seems: process 8710 (gateway), which it names, is running."))};
        plan.report.evidence = {{.id = Evidence::Id::PidAlive,
                                 .supports = Evidence::Supports::Held,
                                 .finding = saying(QStringLiteral("process 8710 (gateway) is there")),
                                 .source = QStringLiteral("kill(8710, 0)")}};
        plan.refusal = saying(QStringLiteral("held by process 8710 (gateway)"));
        plan.consequence =
            saying(QStringLiteral("Process 8710 (gateway) goes on as if it held the lock, while the next one "
                                  "takes it: two work at once on what it protects."));
    }
    return plan;
}

BrokenLock brokenLock(const char *path, std::chrono::nanoseconds age, const char *summary)
{
    BrokenLock lock;
    lock.path = path;
    lock.time = sceneEnd() - age;
    lock.verdict.state = Verdict::State::Stale;
    lock.verdict.sentences = {saying(QString::fromLatin1(summary))};
    return lock;
}

} // namespace

std::vector<LockReport> scene()
{
    std::vector<LockReport> reports;
    reports.push_back(stale("/srv/www/server.pid"));
    reports.push_back(held("/srv/backup/nightly/export.lock", "flock", 8601, "rsync", 5h,
                           {{.pid = 8702, .name = "backup"}, {.pid = 8703, .name = "python3"}}));
    reports.push_back(
        held("/srv/mail/spool/queue.lock", "fcntl", 8702, "backup", 8min, {{.pid = 8601, .name = "rsync"}}));
    reports.push_back(held("/srv/packages/index.lock", "zc", 8606, "python3", 40min));
    auto unknown = sampleReport("/srv/backup/manual.lock", Verdict::State::Unknown);
    unknown.format = "unrecognised";
    unknown.modified = before(200 * 24h);
    unknown.verdict.confidence = Verdict::Confidence::Presumed;
    unknown.verdict.sentences = {saying(QStringLiteral("Its owner is on another host: from here nobody can tell."))};
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

WallTime sceneEnd()
{
    return WallTime(1'750'065'000s); // 16 June 2025, 9:10 UTC
}

std::vector<LockEvent> sceneEvents()
{
    using Kind = LockEvent::Kind;
    std::string piledUp = "/srv/e";
    for (int i = 0; i < 60; ++i)
        piledUp += "\xcc\x81"; // an accent above
    using State = Verdict::State;
    std::map<std::string, ProcessFacts> holders;
    std::vector<LockEvent> events;
    const auto add = [&](std::chrono::nanoseconds age, Kind kind, const char *path, Verdict::State state,
                         std::int64_t pid, const char *name) {
        LockEvent event;
        event.kind = kind;
        event.time = sceneEnd() - age;
        event.path = path;
        event.key = sampleReport(path).key();
        event.verdict.state = state;
        event.verdict.sentences = {saying(QStringLiteral("It happened."))};
        if (kind == Kind::Waiting)
            event.waiters.push_back({.pid = pid, .name = name});
        else if (pid > 0)
            holders[path] = process(pid, name, "anna");
        if (state == State::Held)
            event.process = holders[path];
        events.push_back(std::move(event));
    };
    constexpr auto Backup = "/srv/backup/nightly/export.lock";
    constexpr auto Queue = "/srv/mail/spool/queue.lock";
    constexpr auto Packages = "/srv/packages/index.lock";
    constexpr auto Server = "/srv/www/server.pid";
    const auto longName = "/srv/" + std::string(120, 'd') + "/" + std::string(200, 'n') + ".lock";
    add(118min, Kind::Acquired, Server, State::Held, 4193999, "httpd");
    add(112min, Kind::Acquired, Packages, State::Held, 8313, "apt-get");
    add(101min, Kind::Waiting, Packages, State::Held, 8606, "python3");
    add(95min, Kind::Acquired, Backup, State::Held, 8601, "rsync");
    add(88min, Kind::Released, Packages, State::Free, 0, "");
    add(88min, Kind::Acquired, Packages, State::Held, 8606, "python3");
    add(64min, Kind::Stale, Server, State::Stale, 0, "");
    add(61min, Kind::Acquired, longName.c_str(), State::Held, 8658, "a-long-name-too");
    add(58min, Kind::Acquired, piledUp.c_str(), State::Held, 8659, "vi");
    add(52min, Kind::Released, longName.c_str(), State::Free, 0, "");
    add(47min, Kind::Acquired, Queue, State::Held, 8690, "postfix");
    add(40min, Kind::Replaced, Queue, State::Held, 8690, "postfix");
    add(33min, Kind::Broken, Server, State::Absent, 0, "");
    add(26min, Kind::Waiting, Backup, State::Held, 8702, "backup");
    add(19min, Kind::Released, Queue, State::Free, 0, "");
    add(19min, Kind::Acquired, Queue, State::Held, 8702, "backup");
    add(12min, Kind::Waiting, Queue, State::Held, 8601, "rsync");
    add(0min, Kind::Changed, Packages, State::Held, 8606, "python3");
    return events;
}

ProcessTree sceneTree(const ProcessFacts &holder)
{
    ProcessTree tree;
    tree.process = holder;
    tree.ancestors = {process(8590, "sh", "anna"), process(701, "cron", "root"), process(1, "systemd", "root")};
    tree.children = {process(8604, "rsync", "anna"), process(8605, "ssh", "anna")};
    tree.files = {{.fd = 3, .reads = true, .writes = true, .name = "/srv/backup/nightly/export.lock"}};
    return tree;
}

void SceneDesk::plan(QObject &, Paths paths, std::function<void(Plans)> use)
{
    Plans plans;
    for (const auto &path : paths)
        plans.push_back(planFor(path));
    use(std::move(plans));
}

void SceneDesk::listBroken(QObject &, std::function<void(const Breaker::Found &)> use)
{
    Breaker::Found found;
    found.locks = {
        brokenLock("/srv/www/server.pid", 33min, "Stale: process 4193999 is no longer running on this host."),
        brokenLock("/srv/packages/index.lock", 50h, "Stale: process 4100 is no longer running on this host.")};
    use(found);
}

void SceneDesk::findHolders(QObject &, const std::filesystem::path &, std::function<void(Holders)> use)
{
    Holders found;
    found.holders = {{.process = process(8710, "gateway", "anna"),
                      .proof = QStringLiteral("the lock names it, and it was running when the lock was written"),
                      .refusalReason = {}}};
    use(std::move(found));
}
