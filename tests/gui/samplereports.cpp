// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/samplereports.h"
#include "support/saying.h"

#include <QAbstractItemModel>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Lockscope;

namespace {

Verdict::Reason reasonOf(Verdict::State state)
{
    switch (state) {
    case Verdict::State::Held:
        return Verdict::Reason::KernelLockHeld;
    case Verdict::State::Stale:
        return Verdict::Reason::PidDead;
    case Verdict::State::Free:
        return Verdict::Reason::KernelLockFree;
    case Verdict::State::Unknown:
        return Verdict::Reason::OtherHost;
    case Verdict::State::Absent:
        return Verdict::Reason::Absent;
    }
    return Verdict::Reason::Unrecognised;
}

} // namespace

LockReport sampleReport(const std::string &path, Verdict::State state)
{
    LockReport report;
    report.path = path;
    report.format = "zc";
    report.inodeType = LockReport::InodeType::Regular;
    report.contentRead = true;
    report.verdict = {.state = state,
                      .confidence = Verdict::Confidence::Proved,
                      .reason = reasonOf(state),
                      .sentences = {saying(QStringLiteral("Nobody holds it."))}};
    report.modified = WallTime(std::chrono::hours(24 * 365 * 50));
    return report;
}

LockReport heldReport(const std::string &path, std::int64_t pid, const std::string &processName, int waiterCount)
{
    auto report = sampleReport(path, Verdict::State::Held);
    report.owner = Claim::ofPid(pid);
    report.verdict.sentences = {saying(QStringLiteral("Held by a process."))};
    KernelLock lock;
    lock.holders.push_back({.pid = pid, .fd = 3, .name = processName, .proved = true});
    for (int i = 0; i < waiterCount; ++i)
        lock.waiters.push_back({.pid = pid + i + 1, .name = "waiter"});
    report.kernelLocks.push_back(lock);
    report.evidence.push_back({.id = Evidence::Id::KernelLockHeld,
                               .supports = Evidence::Supports::Held,
                               .finding = saying(QStringLiteral("the kernel lists a flock on it")),
                               .source = QStringLiteral("/proc/locks")});
    return report;
}

std::vector<LockReport> sampleReports(int count)
{
    constexpr std::array Directories = {"/var/lib/packages", "/home/user/projects/a rather long folder name/build",
                                        "/run/lock", "/srv/shared/data/2026/archive"};
    std::vector<LockReport> reports;
    reports.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const int mixed = static_cast<int>((static_cast<unsigned>(i) * 2654435761U) % 1000003U);
        const auto path = std::string(Directories[static_cast<std::size_t>(mixed) % Directories.size()]) + "/job-" +
                          std::to_string(mixed) + "-" + std::to_string(i) + ".lock";
        switch (mixed % 7) {
        case 0:
            reports.push_back(heldReport(path, 1000 + i, "worker", mixed % 3));
            break;
        case 1:
            reports.push_back(sampleReport(path, Verdict::State::Stale));
            break;
        case 2:
            reports.push_back(sampleReport(path, Verdict::State::Unknown));
            break;
        default:
            reports.push_back(sampleReport(path));
        }
    }
    return reports;
}

std::vector<std::string> keysOf(const std::vector<LockReport> &reports)
{
    std::vector<std::string> keys;
    std::ranges::transform(reports, std::back_inserter(keys), &LockReport::key);
    return keys;
}

QStringList columnTexts(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += model.index(row, column).data().toString();
    return texts;
}
