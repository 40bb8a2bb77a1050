// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "formats/catalogue.h"
#include "formats/format.h"
#include "inspect/lockkey.h"
#include "system/clocks.h"
#include "system/filestatus.h"
#include "watch/watchloop.h"

#include <algorithm>
#include <cerrno>

// The inspections of a WatchLoop: of everything, of what changed, and of the kernel's lock table.
namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// The interval for places without events, and for verdicts that change without one.
constexpr std::chrono::nanoseconds TimeToTime = 2s;
constexpr int RestPerWork = 20;
constexpr std::size_t Portion = 256;

/// By its name alone, as in a scan: its type is not known yet.
bool mayBeLock(const std::filesystem::path &path)
{
    const auto name = path.filename().native();
    return looksLikeLockName(name) || Catalogue::current().asksFor(name, {}, path.parent_path().filename().native());
}

} // namespace

void WatchLoop::inspectAll()
{
    const auto since = wallNow();
    const auto start = steadyNow();
    const bool reportsAll = m_tracker.known().size() == 0; // otherwise unchanged locks are not in the events
    m_tracker.beginPass();
    m_directories.collect(); // so that broken locks are reported as such
    m_directories.forgetAll();
    static_cast<void>(m_directories.take()); // from watches that no longer exist
    m_tracker.readMachine();
    m_roots.probeAll(m_directories);
    std::vector<WatchRoots::Root *> roots;
    for (auto &root : m_roots.roots())
        roots.push_back(&root);
    m_kernel.begin({.everything = m_task.kernelLocks, .devices = m_task.devices}, m_tracker.inspector().kernelLocks());
    m_activity.proceed();
    scan(roots, m_report);
    if (m_scanToken.stop_requested())
        return; // locks that were not reached still exist; the scan was stopped by another order
    if (m_task.kernelLocks) {
        std::vector<InodeKey> inodes;
        for (const auto &lock : m_kernel.table().locks())
            inodes.push_back(lock.inode);
        inodes.erase(std::unique(inodes.begin(), inodes.end()), inodes.end());
        reportKernelLocks(inodes);
    }
    m_tracker.endPass({});
    m_tracker.started();
    m_nextTimeToTime = steadyNow() + std::max(TimeToTime, (steadyNow() - start) * RestPerWork);
    if (reportsAll)
        m_report(AllReported{m_task.places, since});
    m_report(ScanFinished());
}

/// Reports its progress only to a receiver: after an inspection of a single place, no ScanFinished follows.
void WatchLoop::scan(const std::vector<WatchRoots::Root *> &roots, const WatchReceiver &progress)
{
    std::vector<std::filesystem::path> directories;
    LockTracker::Paths files;
    for (const auto *root : roots) {
        if (root->isSecondName)
            continue;
        if (root->kind == WatchRoots::Kind::Directory && root->state != WatchedPlace::State::NoPermission)
            directories.push_back(root->path);
        else if (root->kind != WatchRoots::Kind::Directory)
            files.insert(root->path);
    }
    ScanSink sink;
    sink.batch = [this](std::vector<LockReport> reports) {
        m_activity.proceed();
        m_directories.collect();
        report(std::move(reports));
    };
    sink.progress = [this, &progress](const ScanProgress &reached) {
        m_activity.proceed();
        if (progress)
            progress(reached);
    };
    sink.unreadable = m_report;
    sink.directory = [this](const std::filesystem::path &directory) {
        m_activity.proceed();
        follow(directory);
        m_directories.collect();
    };
    if (!directories.empty())
        scanDirectories(directories, m_tracker.inspector(), {}, sink, m_scanToken);
    // In portions, so that thousands of reports are not in memory at once.
    for (auto first = files.begin(); first != files.end() && !m_scanToken.stop_requested();) {
        LockTracker::Paths portion;
        for (; first != files.end() && portion.size() < Portion; first = files.erase(first))
            portion.insert(*first);
        m_tracker.inspect(portion);
    }
    for (const auto *root : roots)
        reportPlaceState(*root);
    m_tracker.known().eachKernelDirectory([this](const std::string &directory) { reportUse(directory); });
}

/// If places overlap, each lock is reported under one name.
void WatchLoop::report(std::vector<LockReport> reports)
{
    std::erase_if(reports,
                  [this](const LockReport &report) { return m_roots.isReportedElsewhere(report.path.native()); });
    m_tracker.report(std::move(reports));
}

void WatchLoop::follow(const std::filesystem::path &directory)
{
    const auto followed = m_directories.follow(directory);
    if (followed || followed.error().systemErrno == ENOENT || followed.error().systemErrno == ENOTDIR)
        return;
    m_roots.fallBackToPolling(directory, followed.error());
}

void WatchLoop::reportPlaceState(const WatchRoots::Root &root) const
{
    m_report(WatchedPlace{root.given, root.state, root.failure});
}

/// A place that appeared, was removed or is polled because there are no events for it.
void WatchLoop::inspectRoot(WatchRoots::Root &root)
{
    const auto deviceBefore = root.device();
    m_roots.probe(root, m_directories);
    if (root.device() != deviceBefore)
        m_report(PlaceMoved());
    m_tracker.beginPass();
    m_tracker.inspector().forgetProcesses();
    scan({&root}, {});
    if (!m_scanToken.stop_requested())
        m_tracker.endPass({root.path});
}

void WatchLoop::inspectChanges(const DirectoryWatches::Changes &changes)
{
    std::vector<WatchRoots::Root *> roots;
    const auto concerns = [&](const std::filesystem::path &entry) {
        for (auto *root : m_roots.below(entry.native())) {
            if (std::ranges::find(roots, root) == roots.end())
                roots.push_back(root);
        }
    };
    for (const auto &directory : changes.lostDirectories) {
        m_tracker.reportGoneBelow(directory);
        concerns(directory);
    }
    std::ranges::for_each(changes.newDirectories, concerns);
    LockTracker::Paths paths;
    for (const auto &entry : changes.entries) {
        if (!m_roots.below(entry.native()).empty())
            concerns(entry); // a place that is a file, or that is above a place
        else if (m_tracker.known().find(entry.native()) || (m_roots.contains(entry.native()) && mayBeLock(entry)))
            paths.insert(entry);
    }
    for (auto *root : roots)
        inspectRoot(*root);
    // A lost directory may have been replaced by another one of the same name.
    auto directories = changes.newDirectories;
    directories.insert(changes.lostDirectories.begin(), changes.lostDirectories.end());
    inspectNewDirectories(directories);
    if (!paths.empty()) {
        m_tracker.probeAgain(paths);
        for (const auto &path : paths) {
            if (m_tracker.known().restsOnKernel(path.native()))
                reportUse(path.parent_path());
        }
    }
    m_directories.asideMoves().forgetUnless(
        [this](const std::filesystem::path &path) { return m_tracker.known().find(path.native()) != nullptr; });
}

void WatchLoop::inspectNewDirectories(const DirectoryWatches::Paths &directories)
{
    std::vector<std::filesystem::path> inPlaces;
    for (const auto &directory : directories) {
        // A directory may have been removed since it appeared: the event of its own entry reports that.
        if (m_roots.contains(directory.native()) && fileStatus(directory) == FileStatus::Directory)
            inPlaces.push_back(directory);
    }
    if (inPlaces.empty())
        return;
    ScanSink sink;
    sink.batch = [this](std::vector<LockReport> reports) {
        m_activity.proceed();
        report(std::move(reports));
    };
    sink.progress = [this](const ScanProgress &) { m_activity.proceed(); };
    sink.unreadable = m_report;
    sink.directory = [this](const std::filesystem::path &directory) {
        m_activity.proceed();
        follow(directory);
    };
    m_tracker.inspector().forgetProcesses();
    // A file in it may have been reported before the directory was watched, and removed since.
    m_tracker.beginPass();
    scanDirectories(inPlaces, m_tracker.inspector(), {}, sink, m_scanToken);
    if (!m_scanToken.stop_requested())
        m_tracker.endPass(inPlaces);
}

void WatchLoop::readKernelLocks()
{
    auto changed = m_kernel.readChanges();
    if (!m_kernel.expectsChange())
        std::ranges::copy(m_kernel.settle(), std::back_inserter(changed));
    if (!changed.empty())
        reportKernelLocks(changed);
}

void WatchLoop::reportKernelLocks(const std::vector<InodeKey> &inodes)
{
    m_tracker.inspector().setKernelLocks(m_kernel.table());
    LockTracker::Paths paths;
    std::vector<InodeKey> others;
    for (const auto &inode : inodes) {
        const auto locks = m_kernel.table().on(inode);
        bool isFound = false; // by a scan; the table does not show a plain user the paths of others' locks
        for (const auto &key : m_tracker.known().keysOf(inode)) {
            const auto lock = LockKey::of(key);
            isFound = isFound || (lock.isFile() && m_roots.contains(key));
            if (lock.isFile() && !isOthers(lock.path))
                paths.insert(lock.path);
            else if (locks.empty())
                m_tracker.reportGone(key);
        }
        if (!locks.empty() && !isOthers(locks.front().path)) {
            const auto &lock = locks.front();
            const bool isHere = lock.pathState == KernelLock::PathState::Here && m_roots.contains(lock.path.native());
            if (isHere)
                paths.insert(lock.path);
            else if (m_task.kernelLocks && !isFound)
                others.push_back(inode);
        }
    }
    if (!others.empty()) {
        m_tracker.inspector().forgetProcesses(Inspector::Containers::Keep);
        auto reports = m_tracker.inspector().inspectKernelLocks(others);
        for (const auto &report : reports)
            paths.erase(report.path);
        m_tracker.report(std::move(reports));
    }
    if (!paths.empty())
        m_tracker.probeAgain(paths);
    for (const auto &path : paths) {
        if (m_tracker.known().restsOnKernel(path.native()))
            reportUse(path.parent_path());
    }
}

void WatchLoop::reportUse(const std::filesystem::path &directory)
{
    // There was no event for a release between the inspection that found the lock and now: read the table again soon.
    if (m_directories.reportUse(directory))
        m_kernel.expectChange();
}

bool WatchLoop::isOthers(const std::filesystem::path &path) const
{
    return std::ranges::any_of(m_task.others, [&](const std::filesystem::path &place) {
        return isOrLiesBelow(path.native(), place.native());
    });
}

void WatchLoop::checkProcesses()
{
    const auto ended = m_tracker.endedProcesses();
    if (ended.empty())
        return;
    LockTracker::Paths paths;
    std::vector<InodeKey> inodes;
    for (const auto pid : ended) {
        for (const auto &key : m_tracker.known().keysRestingOn(pid)) {
            const auto *known = m_tracker.known().find(key);
            if (known->kernelLocked && known->inode)
                inodes.push_back(*known->inode);
            else if (auto lock = LockKey::of(key); lock.isFile())
                paths.insert(std::move(lock.path));
        }
    }
    if (!inodes.empty()) {
        // A process that shared the open file keeps the lock, and the line in the table is unchanged.
        readKernelLocks();
        m_kernel.askAgain(inodes);
        reportKernelLocks(inodes);
    }
    if (!paths.empty())
        m_tracker.probeAgain(paths);
    m_tracker.keepAskingAfter(ended);
}

void WatchLoop::lookFromTimeToTime()
{
    const auto start = steadyNow();
    for (auto &root : m_roots.roots()) {
        if (root.mustBePolled() || m_roots.isReplaced(root))
            inspectRoot(root);
    }
    auto paths = m_tracker.dependingOnTime();
    for (const auto pid : m_tracker.processesToAskAfter()) {
        for (const auto &key : m_tracker.known().keysRestingOn(pid)) {
            if (auto lock = LockKey::of(key); lock.isFile())
                paths.insert(std::move(lock.path));
        }
    }
    if (!paths.empty()) {
        m_tracker.inspector().forgetProcesses();
        m_tracker.probeAgain(paths);
    }
    m_nextTimeToTime = steadyNow() + std::max(TimeToTime, (steadyNow() - start) * RestPerWork);
}

} // namespace Lockscope
