// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchloop.h"

#include "system/answers.h"
#include "system/clocks.h"
#include "system/mountprobe.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <array>

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

WatchLoop::WatchLoop(WatchReceiver receiver)
    : m_report(std::move(receiver))
    , m_tracker(m_report, m_roots, m_directories, m_activity)
{
    if (auto wakeUp = WakeUp::create())
        m_wakeUp = std::move(*wakeUp);
}

void WatchLoop::order(const std::function<void(Orders &)> &change)
{
    const std::lock_guard guard(m_mutex);
    change(m_orders);
    if (m_wakeUp)
        m_wakeUp->wake();
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

WatchLoop::Orders WatchLoop::takeOrders()
{
    const std::lock_guard guard(m_mutex);
    auto orders = m_orders;
    m_orders.task.reset();
    m_orders.inspectAll = false;
    m_orders.readMachine = false;
    if (m_scanStop.stop_requested() && !m_stop.stop_requested())
        m_scanStop = std::stop_source();
    m_scanToken = m_scanStop.get_token();
    if (m_wakeUp)
        m_wakeUp->drain();
    return orders;
}

void WatchLoop::run()
{
    const std::stop_callback onStop(m_stop.get_token(),
                                    [this] { order([this](Orders &) { m_scanStop.request_stop(); }); });
    m_activity.proceed();
    if (auto opened = m_directories.open(); !opened)
        m_report(opened.error());
    while (!m_stop.stop_requested()) {
        auto orders = takeOrders();
        if (orders.task) {
            m_task = std::move(*orders.task);
            m_roots.set(m_task.places, m_task.alwaysPoll);
            // Otherwise the places are the same, and missing entries were removed.
            if (m_task.atStart) {
                m_tracker.forgetUnwatched([this](const std::string &key, const KnownLock &known) {
                    return (m_task.kernelLocks && known.kernelLocked) || m_roots.mayContain(key);
                });
                m_tracker.start();
            }
            orders.inspectAll = true;
        }
        if (orders.readMachine && !orders.inspectAll && m_tracker.hasMachine()) {
            m_tracker.readMachine();
            m_tracker.inspector().setKernelLocks(m_kernel.table());
        }
        if (!mayLook())
            break;
        if (orders.inspectAll)
            inspectAll();
        else if (!orders.settings.paused && m_tracker.hasMachine())
            work(orders);
        m_activity.rest();
        waitForEvents(orders);
        m_activity.proceed();
    }
    m_activity.rest();
}

/// A system call on a FUSE file system whose server does not answer cannot be interrupted, and would prevent this
/// process from exiting. Therefore another process checks repeatedly, until the mount responds. False if the loop was
/// stopped.
bool WatchLoop::mayLook()
{
    while (m_task.alwaysPoll && !m_task.places.empty() && steadyNow() - m_answered > Answered) {
        if (m_stop.stop_requested())
            return false;
        if (answersProbe(m_task.places.front(), LongestSilence, m_stop.get_token()))
            m_answered = steadyNow();
    }
    return true;
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

void WatchLoop::waitForEvents(const Orders &orders)
{
    if (orders.settings.paused || !m_tracker.hasMachine()) {
        waitUntil(steadyNow() + LongestWait, true);
        return;
    }
    const auto until = std::min(m_nextTimeToTime, nextKernelLook(orders));
    if (m_directories.hasChanges() || m_tracker.hasEndedProcesses() || waitUntil(until, false))
        waitUntil(steadyNow() + (m_lastBatchSize > Storm ? StormCoalescing : Coalescing), true);
}

bool WatchLoop::waitUntil(std::chrono::nanoseconds time, bool ordersOnly) const
{
    const auto left = std::max(time - steadyNow(), 0ns);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    const struct timespec timeout = {seconds.count(), (left - seconds).count()};
    std::array<struct pollfd, 3> fds{{{m_wakeUp ? m_wakeUp->fd() : -1, POLLIN, 0},
                                      {ordersOnly ? -1 : m_directories.fd(), POLLIN, 0},
                                      {ordersOnly ? -1 : m_tracker.processesFd(), POLLIN, 0}}};
    return sys().ppoll(fds.data(), fds.size(), &timeout) > 0 && fds[0].revents == 0;
}

} // namespace Lockscope
