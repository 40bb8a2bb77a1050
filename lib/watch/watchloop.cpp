// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/watchloop.h"

#include "inspect/candidate.h"
#include "system/clocks.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// Taking and giving up a kernel lock sends no event, so the table is read again and again; never for more than 5 % of
/// the time.
constexpr std::chrono::nanoseconds ShortestKernelInterval = 500ms;
constexpr std::chrono::nanoseconds LongestKernelInterval = 10s;
constexpr int RestPerWork = 20;

/// For folders that cannot be followed.
constexpr std::chrono::nanoseconds PollInterval = 5s;

/// Changes come in bursts (create, write, close): one look serves a burst.
constexpr std::chrono::nanoseconds Coalescing = 20ms;

bool isFolder(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::symlink_status(path, ignored).type() == std::filesystem::file_type::directory;
}

} // namespace

WatchLoop::WatchLoop(Sink sink)
    : m_sink(std::move(sink))
    , m_kernelInterval(ShortestKernelInterval)
{
    if (auto wakeUp = WakeUp::create())
        m_wakeUp = std::move(*wakeUp);
}

void WatchLoop::watch(LockWatcher::Places places)
{
    const std::lock_guard guard(m_mutex);
    m_orders.places = std::move(places);
    m_scanStop.request_stop();
    wake();
}

void WatchLoop::refresh()
{
    const std::lock_guard guard(m_mutex);
    m_orders.lookAtAll = true;
    m_scanStop.request_stop();
    wake();
}

void WatchLoop::setPaused(bool paused)
{
    const std::lock_guard guard(m_mutex);
    if (m_orders.paused && !paused)
        m_orders.lookAtAll = true;
    m_orders.paused = paused;
    wake();
}

void WatchLoop::wake()
{
    if (m_wakeUp)
        m_wakeUp->wake();
}

void WatchLoop::run(std::stop_token stop)
{
    const std::stop_callback onStop(stop, [this] {
        const std::lock_guard guard(m_mutex);
        m_scanStop.request_stop();
        wake();
    });
    m_inspector.emplace();
    if (auto opened = m_folders.open(); !opened) {
        m_polling = true;
        m_sink.failed(opened.error());
    }
    while (!stop.stop_requested()) {
        Orders orders;
        std::stop_token scanStop;
        {
            const std::lock_guard guard(m_mutex);
            orders = std::exchange(m_orders, {});
            m_orders.paused = orders.paused;
            if (stop.stop_requested())
                return;
            if (m_scanStop.stop_requested())
                m_scanStop = std::stop_source();
            scanStop = m_scanStop.get_token();
            if (m_wakeUp)
                m_wakeUp->drain();
        }
        if (orders.places) {
            m_places = std::move(*orders.places);
            orders.lookAtAll = true;
        }
        if (orders.lookAtAll) {
            lookAtAll(scanStop);
            continue;
        }
        if (orders.paused) {
            waitForEvents(std::chrono::hours(1));
            continue;
        }
        const auto changes = m_folders.drain();
        if (changes.overflow || (m_polling && steadyNow() >= m_nextPoll))
            lookAtAll(scanStop);
        else if (!changes.isEmpty())
            lookAtChanges(changes, scanStop);
        if (steadyNow() >= m_nextKernelLook)
            lookAtKernel();
        waitForEvents(std::max(m_nextKernelLook - steadyNow(), std::chrono::nanoseconds::zero()));
    }
}

void WatchLoop::waitForEvents(std::chrono::nanoseconds limit) const
{
    const auto pollFor = [](std::array<struct pollfd, 2> fds, std::chrono::nanoseconds time) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
        const struct timespec timeout = {seconds.count(), (time - seconds).count()};
        sys().ppoll(fds.data(), fds.size(), &timeout);
        return fds[1].revents != 0;
    };
    const struct pollfd wakeUp = {m_wakeUp ? m_wakeUp->fd() : -1, POLLIN, 0};
    const struct pollfd folders = {m_folders.fd(), POLLIN, 0};
    const struct pollfd nothing = {-1, 0, 0};
    if (pollFor({wakeUp, folders}, limit))
        pollFor({wakeUp, nothing}, Coalescing);
}

void WatchLoop::lookAtAll(const std::stop_token &stop)
{
    m_known.beginPass();
    m_folders.forgetAll();
    m_files.clear();
    m_kernelLocks.clear();
    m_inspector->refresh();
    scan(m_places.paths, stop);
    if (stop.stop_requested())
        return; // what was not reached is not gone
    tellKernelLocks(true);
    tellRemoved(m_known.forgetUnseen());
    m_nextKernelLook = steadyNow() + m_kernelInterval;
    m_nextPoll = steadyNow() + PollInterval;
    m_sink.ready();
}

void WatchLoop::scan(const std::vector<std::filesystem::path> &roots, const std::stop_token &stop)
{
    std::vector<std::filesystem::path> folders;
    for (const auto &root : roots) {
        if (isFolder(root)) {
            folders.push_back(root);
            continue;
        }
        m_files.insert(root);
        follow(root.has_parent_path() ? root.parent_path() : ".");
    }
    ScanSink sink;
    sink.batch = [this](std::vector<LockReport> reports) { tell(std::move(reports)); };
    sink.progress = m_sink.scanning;
    sink.unreadable = m_sink.failed;
    sink.folder = [this](const std::filesystem::path &folder) { follow(folder); };
    scanFolders(folders, *m_inspector, {}, sink, stop);
    lookAgain(m_files);
}

void WatchLoop::follow(const std::filesystem::path &folder)
{
    const auto followed = m_folders.follow(folder);
    if (followed || followed.error().systemErrno == ENOENT || followed.error().systemErrno == ENOTDIR)
        return;
    if (!m_polling) // once is enough: the reason is the same for all
        m_sink.failed(followed.error());
    m_polling = true;
}

void WatchLoop::lookAtChanges(const FolderWatches::Changes &changes, const std::stop_token &stop)
{
    m_inspector->refresh();
    for (const auto &folder : changes.lostFolders)
        tellRemoved(m_known.forgetBelow(folder));
    // What was a folder when it appeared may be gone by now: its own entry tells.
    auto folders = changes.newFolders;
    std::erase_if(folders, [](const std::filesystem::path &folder) { return !isFolder(folder); });
    if (!folders.empty())
        scan(folders, stop);
    std::set<std::filesystem::path> paths;
    for (const auto &entry : changes.entries) {
        if (m_known.knows(entry) || m_files.contains(entry) || mayBeLock(entry.filename().native()))
            paths.insert(entry);
    }
    lookAgain(paths);
    // A lock that these looks found held must be known as held, else its end would be no change.
    tellKernelLocks(false);
}

void WatchLoop::lookAtKernel()
{
    const auto start = steadyNow();
    m_inspector->refresh();
    tellKernelLocks(false);
    const auto paths = m_known.restingOnProcesses();
    lookAgain({paths.begin(), paths.end()});
    const auto work = steadyNow() - start;
    m_kernelInterval = std::clamp(work * RestPerWork, ShortestKernelInterval, LongestKernelInterval);
    m_nextKernelLook = steadyNow() + m_kernelInterval;
}

/// Compares the table with what was told of it. Where all is asked, everything counts as changed.
void WatchLoop::tellKernelLocks(bool all)
{
    std::unordered_map<InodeKey, std::vector<KernelLock>> now;
    for (const auto &lock : m_inspector->kernelLocks().locks())
        now[lock.inode].push_back(lock);

    std::set<std::filesystem::path> paths;
    std::set<InodeKey> changed;
    const auto note = [&](const InodeKey &inode) {
        changed.insert(inode);
        for (const auto &path : m_known.pathsOf(inode))
            paths.insert(path);
    };
    for (const auto &[inode, locks] : now) {
        const auto before = m_kernelLocks.find(inode);
        if (all || before == m_kernelLocks.end() || before->second != locks)
            note(inode);
    }
    for (const auto &[inode, locks] : m_kernelLocks) {
        if (!now.contains(inode))
            note(inode);
    }
    m_kernelLocks = std::move(now);
    if (changed.empty())
        return;
    if (m_places.kernelLocks) {
        auto reports = m_inspector->inspectKernelLocks();
        std::erase_if(reports,
                      [&](const LockReport &report) { return !report.inode || !changed.contains(*report.inode); });
        for (const auto &report : reports)
            paths.erase(report.path);
        tell(std::move(reports));
    }
    if (!all) // all were looked at just now
        lookAgain(paths);
}

void WatchLoop::lookAgain(const std::set<std::filesystem::path> &paths)
{
    std::vector<LockReport> reports;
    std::vector<std::string> gone;
    for (const auto &path : paths) {
        auto report = m_inspector->inspect(path);
        const bool isThere = report.verdict.state != Verdict::State::Absent;
        const bool isLock = report.format != "none" && isThere && (isInPlaces(path) || !report.kernelLocks.empty());
        if (isLock || m_files.contains(path))
            reports.push_back(std::move(report));
        else if (m_known.forget(path.native()))
            gone.push_back(path.native());
    }
    tell(std::move(reports));
    tellRemoved(std::move(gone));
}

/// Inside the places, so that it stays in the picture while nobody holds it.
bool WatchLoop::isInPlaces(const std::filesystem::path &path) const
{
    if (m_files.contains(path))
        return true;
    return std::any_of(m_places.paths.begin(), m_places.paths.end(), [&](const std::filesystem::path &place) {
        const auto [rest, inside] = std::mismatch(place.begin(), place.end(), path.begin(), path.end());
        return rest == place.end() || (std::next(rest) == place.end() && rest->empty());
    });
}

void WatchLoop::tell(std::vector<LockReport> reports)
{
    if (reports.empty())
        return;
    for (const auto &report : reports)
        m_known.told(report);
    m_sink.updated(std::move(reports));
}

void WatchLoop::tellRemoved(std::vector<std::string> keys)
{
    if (!keys.empty())
        m_sink.removed(std::move(keys));
}

} // namespace Lockscope
