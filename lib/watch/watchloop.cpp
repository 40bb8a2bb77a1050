// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchloop.h"

#include "system/answers.h"
#include "system/clocks.h"
#include "system/mountprobe.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// A program creates a lock file and then writes into it: one inspection covers both. Bursts are processed in larger
/// batches.
constexpr std::chrono::nanoseconds Coalescing = 1ms;
constexpr std::chrono::nanoseconds StormCoalescing = 4ms;
constexpr std::size_t Storm = 50;

/// If the queue overflows repeatedly, full scans must not be the only work.
constexpr std::chrono::nanoseconds OverflowRest = 2s;

constexpr std::chrono::nanoseconds LongestWait = 3600s;

/// A mount that has responded is not checked again for this time.
constexpr std::chrono::nanoseconds Answered = 1s;

} // namespace

WatchLoop::WatchLoop(WatchReceiver receiver, std::function<void()> wake)
    : m_report(std::move(receiver))
    , m_wake(std::move(wake))
    , m_tracker(m_report, m_roots, m_directories, m_activity)
{}

void WatchLoop::order(const std::function<void(Orders &)> &change)
{
    {
        const std::lock_guard guard(m_mutex);
        change(m_orders);
        m_orders.isNew = true;
    }
    m_wake();
}

void WatchLoop::watch(Task task)
{
    order([&](Orders &orders) {
        task.atStart = task.atStart || (orders.task && orders.task->atStart);
        orders.task = std::move(task);
        m_scanStop.request_stop();
    });
}

void WatchLoop::refresh()
{
    order([this](Orders &orders) {
        orders.inspectAll = true;
        m_scanStop.request_stop();
    });
}

void WatchLoop::readMachine()
{
    order([](Orders &orders) { orders.readMachine = true; });
}

void WatchLoop::set(const WatchSettings &settings)
{
    order([&](Orders &orders) {
        orders.inspectAll = orders.inspectAll || (orders.settings.paused && !settings.paused);
        orders.settings = settings;
    });
}

void WatchLoop::stop()
{
    m_stop.request_stop();
    order([this](Orders &) { m_scanStop.request_stop(); });
}

bool WatchLoop::hasOrders()
{
    const std::lock_guard guard(m_mutex);
    return m_orders.isNew;
}

WatchLoop::Orders WatchLoop::takeOrders()
{
    const std::lock_guard guard(m_mutex);
    auto orders = m_orders;
    m_orders.task.reset();
    m_orders.inspectAll = false;
    m_orders.readMachine = false;
    m_orders.isNew = false;
    if (m_scanStop.stop_requested() && !m_stop.stop_requested())
        m_scanStop = std::stop_source();
    m_scanToken = m_scanStop.get_token();
    return orders;
}

WatchLoop::Wait WatchLoop::step()
{
    if (!hasOrders())
        coalesce();
    m_activity.proceed();
    auto orders = takeOrders();
    if (!std::exchange(m_isOpen, true)) {
        if (auto opened = m_directories.open(); !opened)
            m_report(opened.error());
    }
    if (orders.task) {
        setTask(std::move(*orders.task));
        orders.inspectAll = true;
    }
    if (orders.readMachine && !orders.inspectAll && m_tracker.hasMachine()) {
        m_tracker.readMachine();
        m_tracker.inspector().setKernelLocks(m_kernel.table());
    }
    if (mayLook()) {
        if (orders.inspectAll)
            inspectAll();
        else if (!orders.settings.paused && m_tracker.hasMachine())
            work(orders);
    }
    m_activity.rest();
    return waitFor(orders);
}

void WatchLoop::setTask(Task task)
{
    m_task = std::move(task);
    m_roots.set(m_task.places, m_task.alwaysPoll);
    // Otherwise the places are the same, and missing entries were removed.
    if (!m_task.atStart)
        return;
    m_tracker.forgetUnwatched([this](const std::string &key, const KnownLock &known) {
        return (m_task.kernelLocks && known.kernelLocked) || m_roots.mayContain(key);
    });
    m_tracker.start();
}

/// A system call on a FUSE file system whose server does not answer cannot be interrupted, and would prevent this
/// process from exiting. Therefore another process checks repeatedly, until the mount responds. False if the loop was
/// stopped.
bool WatchLoop::mayLook()
{
    while (!m_stop.stop_requested() && m_task.alwaysPoll && !m_task.places.empty() &&
           steadyNow() - m_answered > Answered) {
        if (answersProbe(m_task.places.front(), LongestSilence, m_stop.get_token()))
            m_answered = steadyNow();
    }
    return !m_stop.stop_requested();
}

void WatchLoop::work(const Orders &orders)
{
    auto changes = m_directories.take();
    if (changes.overflow) {
        m_report(EventsLost());
        if (steadyNow() >= m_lastOverflow + OverflowRest) {
            inspectAll();
            m_lastOverflow = steadyNow();
            return;
        }
        // Later, together with the changes that arrive until then.
        order([](Orders &pending) { pending.inspectAll = true; });
        m_lastOverflow = {};
    }
    m_lastBatchSize = changes.entries.size();
    m_lastBatch = steadyNow();
    // The lock table shows whether opening or closing the file acquired or released a kernel lock.
    if (std::ranges::any_of(changes.used, [this](const std::filesystem::path &path) {
            return m_tracker.known().restsOnKernel(path.native());
        }))
        m_kernel.expectChange();
    // Changes next to a place, in its directory, are not a reason to read the table.
    if (!changes.isEmpty() || steadyNow() >= nextKernelLook(orders))
        readKernelLocks();
    checkProcesses();
    inspectChanges(changes);
    if (steadyNow() >= m_nextTimeToTime)
        lookFromTimeToTime();
}

std::chrono::nanoseconds WatchLoop::nextKernelLook(const Orders &orders) const
{
    if (!orders.settings.kernelPolling && !m_kernel.expectsChange())
        return std::chrono::nanoseconds::max();
    return m_kernel.nextLook(orders.settings.foreground || m_tracker.known().somebodyWaits());
}

std::vector<struct pollfd> WatchLoop::descriptors() const
{
    return {{m_directories.fd(), POLLIN, 0}, {m_tracker.processesFd(), POLLIN, 0}};
}

/// If an event is the reason for this step, waits a moment for those that follow it.
void WatchLoop::coalesce() const
{
    auto fds = descriptors();
    const struct timespec none = {};
    if (!m_directories.hasChanges() && !m_tracker.hasEndedProcesses() &&
        sys().ppoll(fds.data(), fds.size(), &none) <= 0)
        return;
    const auto time = m_lastBatchSize > Storm ? StormCoalescing : Coalescing;
    const struct timespec moment = {0, time.count()};
    sys().ppoll(nullptr, 0, &moment);
}

WatchLoop::Wait WatchLoop::waitFor(const Orders &orders) const
{
    if (orders.settings.paused || !m_tracker.hasMachine())
        return {{}, steadyNow() + LongestWait};
    if (m_directories.hasChanges() || m_tracker.hasEndedProcesses())
        return {{}, steadyNow()};
    return {descriptors(), std::min(m_nextTimeToTime, nextKernelLook(orders))};
}

} // namespace Lockscope
