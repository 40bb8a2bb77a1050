// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/capture.h>

#include "system/clocks.h"
#include "system/processes.h"

#include <lockscope/directoryscan.h>
#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/version.h>
#include <lockscope/wording.h>

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace Lockscope {

namespace {

/// A deeper tree is not read: a parent may change while it is followed.
constexpr int MaxAncestors = 64;

using Reports = std::map<std::string, LockReport>;

/// The locks below the places. What cannot be read is left out.
void addScanned(Reports &reports, const std::vector<std::filesystem::path> &places, const Inspector &inspector,
                const std::stop_token &stop)
{
    ScanOptions options;
    options.rows = true;
    ScanSink sink;
    sink.batch = [&](std::vector<LockReport> batch) {
        for (auto &report : batch) {
            if (report.verdict.state != Verdict::State::Absent)
                reports.insert_or_assign(report.key(), std::move(report));
        }
    };
    sink.progress = [](const ScanProgress &) {};
    sink.unreadable = [](const Failure &) {};
    sink.directory = [](const std::filesystem::path &) {};
    scanDirectories(places, inspector, options, sink, stop);
}

/// A lock whose path is unknown to the kernel's table is left out if the scan found its file.
void addKernelLocks(Reports &reports, std::vector<LockReport> kernelLocks)
{
    std::set<InodeKey> scanned;
    for (const auto &[key, report] : reports) {
        if (report.inode)
            scanned.insert(*report.inode);
    }
    for (auto &report : kernelLocks) {
        const bool isScanned = report.path.empty() && report.inode && scanned.contains(*report.inode);
        if (!isScanned)
            reports.try_emplace(report.key(), std::move(report));
    }
}

std::set<std::int64_t> pidsOf(const std::vector<LockReport> &locks)
{
    std::set<std::int64_t> pids;
    for (const auto &report : locks) {
        if (report.process)
            pids.insert(report.process->pid);
        for (const auto &lock : report.kernelLocks) {
            for (const auto &holder : lock.holders)
                pids.insert(holder.pid);
            for (const auto &waiter : lock.waiters)
                pids.insert(waiter.pid);
        }
    }
    return pids;
}

std::vector<ProcessFacts> processesOf(const std::vector<LockReport> &locks, const HostIdentity &host)
{
    const ProcRoot proc;
    std::map<std::int64_t, ProcessFacts> processes;
    for (auto pid : pidsOf(locks)) {
        for (int depth = 0; pid > 0 && depth < MaxAncestors && !processes.contains(pid); ++depth) {
            auto process = readProcess(proc, pid, host);
            if (!process)
                break;
            const auto parent = process->ppid;
            processes.emplace(pid, *std::move(process));
            pid = parent;
        }
    }
    std::vector<ProcessFacts> list;
    for (auto &[pid, process] : processes)
        list.push_back(std::move(process));
    return list;
}

} // namespace

Capture Capture::of(std::vector<LockReport> locks, std::vector<LockInterval> history)
{
    const auto host = HostIdentity::read();
    Capture capture;
    capture.version = Lockscope::version();
    capture.hostname = host.hostname;
    capture.bootId = host.bootId;
    const ProcRoot proc;
    if (const auto self = readProcess(proc, QCoreApplication::applicationPid(), host)) {
        capture.user = self->user;
        capture.isComplete = self->uid == 0 && host.seesAllProcesses();
    }
    capture.locks = std::move(locks);
    std::ranges::sort(capture.locks, {}, &LockReport::key);
    capture.processes = processesOf(capture.locks, host);
    capture.history = std::move(history);
    capture.time = wallNow();
    return capture;
}

Capture Capture::take(const Options &options, std::stop_token stop)
{
    Inspector inspector;
    Reports reports;
    auto places = options.directories;
    if (options.wellKnownPlaces)
        std::ranges::move(LockWatcher::wellKnownPlaces(), std::back_inserter(places));
    addScanned(reports, places, inspector, stop);
    if (!stop.stop_requested())
        addKernelLocks(reports, inspector.inspectKernelLocks());
    std::vector<LockReport> locks;
    for (auto &[key, report] : reports)
        locks.push_back(std::move(report));

    constexpr std::size_t MaxIntervals = 20'000;
    auto history = LockHistory::read(
        {}, {.paths = {}, .since = wallNow() - options.history, .until = {}, .maxIntervals = MaxIntervals});
    auto capture = of(std::move(locks), history ? *std::move(history) : std::vector<LockInterval>());
    if (!history)
        capture.historyError = text(history.error(), Language::English).toStdString();
    return capture;
}

} // namespace Lockscope
