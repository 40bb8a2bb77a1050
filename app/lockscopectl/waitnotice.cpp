// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "waitnotice.h"

#include "lockfollower.h"
#include "output.h"
#include "waittext.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace Ctl {

using Lockscope::LockReport;
using namespace std::chrono_literals;

namespace {

/// Most locks are released before a person would want to know the holder.
constexpr auto NoticeDelay = 1s;

/// Whether this process has acquired the lock meanwhile. A lock on an inherited descriptor belongs to the other
/// processes.
bool isOurs(const LockReport &report)
{
    const auto holders = report.holders();
    if (holders.empty())
        return report.process && report.process->pid == ::getpid();
    return std::ranges::all_of(holders, [](const auto &holder) { return holder.pid == ::getpid(); });
}

std::optional<std::int64_t> holderOf(const LockReport &report)
{
    if (report.verdict.state != Lockscope::Verdict::State::Held)
        return std::nullopt;
    if (const auto holders = report.holders(); !holders.empty())
        return holders.front().pid;
    return report.process ? std::optional(report.process->pid) : std::nullopt;
}

/// Runs in the thread of the notice.
class Notifier : public QObject
{
public:
    Notifier(std::filesystem::path path, std::filesystem::path row)
        : m_path(std::move(path))
        , m_row(std::move(row))
        , m_printer(m_row.empty() ? m_path : m_row)
    {}

    void start()
    {
        QTimer::singleShot(NoticeDelay, this, [this] {
            m_follower = std::make_unique<LockFollower>(m_path, m_row, [this](const LockReport &report) {
                // Inspection does not read a database that this process has open itself.
                if (!m_row.empty() && report.row.empty())
                    m_printer.print(QStringLiteral("held by a process that 'lockscopectl inspect %1' identifies")
                                        .arg(Lockscope::displayText(m_path)));
                else if (!isOurs(report))
                    m_printer.print(report);
            });
        });
    }
    void stop() { m_follower.reset(); }

private:
    std::filesystem::path m_path;
    std::filesystem::path m_row;
    WaitPrinter m_printer;
    std::unique_ptr<LockFollower> m_follower;
};

} // namespace

void WaitPrinter::print(const LockReport &report)
{
    // Other details may change: an exiting process has no name any more, or another process shares the lock.
    const auto holder = holderOf(report);
    if (holder && holder == m_lastHolder)
        return;
    const auto obstacle = obstacleText(report);
    // Between two holders, none can be identified for a moment.
    if (!holder && !m_last.isEmpty() && !obstacle.isEmpty()) {
        if (std::exchange(m_unclear, obstacle) != obstacle)
            m_unclearSince = std::chrono::steady_clock::now();
        if (std::chrono::steady_clock::now() - m_unclearSince < NoticeDelay)
            return;
    }
    m_lastHolder = holder;
    print(obstacle);
}

void WaitPrinter::print(const QString &obstacle)
{
    if (obstacle.isEmpty() || obstacle == m_last)
        return;
    m_last = obstacle;
    printError(QStringLiteral("waiting for %1, %2").arg(Lockscope::displayText(m_path), obstacle));
}

WaitNotice::WaitNotice(std::filesystem::path path, std::filesystem::path row)
{
    auto *notifier = new Notifier(std::move(path), std::move(row));
    notifier->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, notifier, &Notifier::start);
    // Both run in the thread, before it ends, because the objects of the follower belong to it.
    QObject::connect(&m_thread, &QThread::finished, notifier, &Notifier::stop, Qt::DirectConnection);
    QObject::connect(&m_thread, &QThread::finished, notifier, &QObject::deleteLater);
    // Signals must not reach that thread: `run` blocks them in its own thread while this one may still be running.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    m_thread.start();
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

WaitNotice::~WaitNotice()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace Ctl
