// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockfollower.h"

#include "etcdfunctions.h"

#include <lockscope/inspector.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace Ctl {

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

using State = Verdict::State;

/// Remote file systems send no events, and a verdict may change without one.
constexpr auto PollInterval = 2s;

LockReport absentRow(const std::filesystem::path &path, const std::filesystem::path &row)
{
    LockReport report;
    report.path = path;
    report.row = row;
    report.verdict = {State::Absent, Verdict::Confidence::Proved, Verdict::Reason::Absent, {}};
    return report;
}

} // namespace

LockFollower::LockFollower(std::filesystem::path path, std::filesystem::path row, Use use)
    : m_path(std::move(path))
    , m_row(std::move(row))
    , m_use(std::move(use))
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &LockFollower::inspect);
    if (isEtcdAddress(m_path.native())) {
        followEtcd();
        return;
    }
    connect(&m_poll, &QTimer::timeout, this, &LockFollower::inspect);
    connect(&m_watcher, &LockWatcher::eventsOccurred, this, &LockFollower::inspectSoon);
    connect(&m_watcher, &LockWatcher::placeChanged, this, &LockFollower::inspectSoon);
    connect(&m_watcher, &LockWatcher::initialScanFinished, this, &LockFollower::inspectSoon);
    m_watcher.setForeground(true);
    m_watcher.watch({{m_path}, false});
    m_poll.start(PollInterval);
    inspectSoon(); // the initial scan of the watcher may take long
}

LockFollower::~LockFollower()
{
    if (!m_etcd.joinable())
        return;
    m_stop->set();
    m_etcd.join();
}

void LockFollower::followEtcd()
{
    m_stop.emplace();
    m_etcd = std::thread([this] {
        const auto use = [this](const LockReport &report) {
            QMetaObject::invokeMethod(this, [this, report] {
                m_report = report;
                m_use(m_report);
            });
            return true;
        };
        etcdFunctions()->watch(m_path.native(), use, m_stop->fd());
    });
}

void LockFollower::inspectSoon()
{
    m_soon.start(0);
}

void LockFollower::inspect()
{
    m_report = inspectLock(m_path, m_row);
    m_use(m_report);
}

LockReport inspectLock(const std::filesystem::path &path, const std::filesystem::path &row)
{
    if (isEtcdAddress(path.native()))
        return etcdFunctions()->inspect(path.native(), nullptr);
    const Inspector inspector;
    if (!row.empty()) {
        const auto reports = inspector.inspectRows(path);
        const auto found = std::ranges::find(reports, row, &LockReport::row);
        if (found != reports.end())
            return *found;
        // Without rows it is the report of the database, which could not be read: see Inspector::inspectRows().
        const bool isAbsent = !reports.front().row.empty() || reports.front().verdict.state == State::Absent;
        return isAbsent ? absentRow(path, row) : reports.front();
    }
    constexpr std::array Order{State::Held, State::Unknown, State::Stale, State::Free, State::Absent};
    const auto rank = [&](const LockReport &report) { return std::ranges::find(Order, report.verdict.state); };
    return std::ranges::min(inspector.inspectRows(path), {}, rank);
}

} // namespace Ctl
