// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/locktracker.h"

#include "system/clocks.h"
#include "system/directoryreader.h"
#include "system/procparse.h"
#include "system/quarantinename.h"
#include "watch/eventrules.h"
#include "watch/recycledpids.h"

#include <algorithm>
#include <iterator>

namespace Lockscope {

namespace {

using Reason = Verdict::Reason;
using State = Verdict::State;

/// There is no event when a heartbeat stops, or when the process is in another container, is not the holder, or closes
/// the file.
bool dependsOnTime(const Verdict &verdict)
{
    return verdict.reason == Reason::HeartbeatFresh || verdict.reason == Reason::OtherPidNamespace ||
           verdict.reason == Reason::AmbiguousPid || verdict.reason == Reason::PortInUse ||
           verdict.reason == Reason::FileOpen ||
           (verdict.reason == Reason::PidRecycled && verdict.state == State::Unknown);
}

/// From creating the placeholder to the end of the break, which takes milliseconds.
constexpr std::chrono::seconds LongestBreak{5};

std::optional<std::uint64_t> startTicksOf(const ProcRoot &proc, std::int64_t pid)
{
    const auto text = proc.read(std::to_string(pid) + "/stat");
    const auto stat = text ? ProcParse::stat(*text) : std::nullopt;
    return stat ? std::optional(stat->startTicks) : std::nullopt;
}

} // namespace

LockTracker::LockTracker(const WatchReceiver &report, const WatchRoots &roots, DirectoryWatches &directories,
                         WatchActivity &activity)
    : m_report(report)
    , m_roots(roots)
    , m_directories(directories)
    , m_activity(activity)
{}

void LockTracker::readMachine()
{
    if (m_inspector)
        m_inspector->refresh();
    else
        m_inspector.emplace();
    m_inspector->setWaitsForAnswers(true); // a loop that is late shows that the file system does not respond
    m_containersAreFresh = true;
    if (!m_ends) {
        if (auto ends = ProcessEnds::create(ProcessEnds::mostByLimit()))
            m_ends = std::move(*ends);
    }
}

void LockTracker::beginPass()
{
    m_known.beginPass();
    m_aside.emplace();
}

void LockTracker::endPass(const std::vector<std::filesystem::path> &below)
{
    reportGone(m_known.forgetUnseen(below));
    m_aside.reset();
}

void LockTracker::forgetUnwatched(const std::function<bool(const std::string &, const KnownLock &)> &isWatched)
{
    auto gone = m_known.forgetWhere([&](const std::string &directory, const std::string &name, const KnownLock &known) {
        return !isWatched(directory + name, known);
    });
    if (!gone.empty())
        m_report(LocksRemoved{letGo(std::move(gone))});
}

LockReport LockTracker::probe(const std::filesystem::path &path)
{
    auto report = m_inspector->inspect(path);
    if (report.verdict.state != State::Stale || m_containersAreFresh)
        return report;
    // A container with this process may have been started since the processes were read.
    m_inspector->forgetProcesses();
    m_containersAreFresh = true;
    return m_inspector->inspect(path);
}

/// A break is in progress: the placeholder exists in place of the lock until it is decided whether the lock is removed.
/// A placeholder that stays belongs to an interrupted break, which no event reports.
bool LockTracker::isUndecided(const LockReport &report)
{
    if (!report.linkTarget.starts_with(QuarantineName::MarkTarget) || report.age > LongestBreak ||
        !m_known.seen(report.key()))
        return false;
    m_dependingOnTime.insert(report.path);
    return true;
}

bool LockTracker::wasBroken(const std::string &key, const KnownLock &known)
{
    return m_directories.wasQuarantined(key) || (m_aside && liesAside(key, known));
}

/// If changes were not reported by events, a quarantined lock is identified by its inode.
bool LockTracker::liesAside(const std::filesystem::path &path, const KnownLock &known)
{
    const auto directory = path.parent_path();
    const auto [found, isNew] = m_aside->try_emplace(directory);
    auto reader = isNew && !directory.empty() ? DirectoryReader::open(directory) : Result<DirectoryReader>(Failure());
    while (reader) {
        const auto entry = reader->next();
        if (!entry)
            break;
        if (QuarantineName::idIn(entry->name))
            found->second.push_back(m_inspector->inspect(directory / entry->name));
    }
    return known.inode && std::ranges::any_of(found->second, [&](const LockReport &aside) {
               return aside.inode == known.inode && aside.created == known.created;
           });
}

void LockTracker::probeAgain(const Paths &paths)
{
    m_inspector->forgetProcesses(Inspector::Containers::Keep);
    m_containersAreFresh = false;
    inspect(paths);
}

void LockTracker::inspect(const Paths &paths)
{
    std::vector<LockReport> reports;
    KnownLocks::Gone gone;
    for (const auto &path : paths) {
        m_activity.proceed();
        auto report = probe(path);
        if (isUndecided(report))
            continue;
        const bool isThere = report.verdict.state != State::Absent;
        const bool isLock =
            report.format != "none" && isThere && (!report.kernelLocks.empty() || m_roots.contains(path.native()));
        if (isLock || m_roots.isFile(path.native()))
            reports.push_back(std::move(report));
        else if (auto known = m_known.forget(path.native()))
            gone.emplace_back(path.native(), std::move(*known));
    }
    report(std::move(reports));
    reportGone(std::move(gone));
}

void LockTracker::report(std::vector<LockReport> reports)
{
    std::erase_if(reports, [this](const LockReport &report) { return isUndecided(report); });
    if (reports.empty())
        return;
    std::vector<LockEvent> events;
    KnownLocks::Gone gone;
    const auto time = wallNow();
    for (auto &report : reports) {
        const auto key = report.key();
        const auto *before = m_known.find(key);
        if (before && isRecycledSince(*before, report))
            keepStale(report);
        const bool isBroken = before && report.verdict.state == State::Absent && wasBroken(key, *before);
        std::ranges::move(isBroken ? eventsOfGone(key, *before, time, true) : eventsOf(before, report, time, m_atStart),
                          std::back_inserter(events));
        const auto pidsBefore = before ? before->pids : std::vector<std::int64_t>();
        m_known.confirm(report);
        follow(report, pidsBefore);
        forgetNameless(report, gone);
        if (dependsOnTime(report.verdict))
            m_dependingOnTime.insert(report.path);
        else if (!m_dependingOnTime.empty())
            m_dependingOnTime.erase(report.path);
    }
    if (!gone.empty())
        m_report(LocksRemoved{letGo(std::move(gone))});
    m_report(ReportsUpdated{std::move(reports)});
    if (!events.empty())
        m_report(EventsOccurred{std::move(events)});
}

/// A kernel lock whose path was unknown is the same lock as the file with this inode that was found now.
void LockTracker::forgetNameless(const LockReport &report, KnownLocks::Gone &gone)
{
    if (report.path.empty() || !report.inode || !m_known.hasNameless())
        return;
    const auto key = LockReport::keyOf(*report.inode);
    if (auto known = m_known.forget(key))
        gone.emplace_back(key, std::move(*known));
}

void LockTracker::reportGone(KnownLocks::Gone gone)
{
    if (gone.empty())
        return;
    std::vector<LockEvent> events;
    const auto time = wallNow();
    for (const auto &[key, known] : gone)
        std::ranges::move(eventsOfGone(key, known, time, wasBroken(key, known)), std::back_inserter(events));
    m_report(LocksRemoved{letGo(std::move(gone))});
    if (!events.empty())
        m_report(EventsOccurred{std::move(events)});
}

/// Ends the watches that these locks needed; returns their keys.
std::vector<std::string> LockTracker::letGo(KnownLocks::Gone gone)
{
    std::vector<std::string> keys;
    for (auto &[key, known] : gone) {
        forget(known.pids);
        if (!m_dependingOnTime.empty())
            m_dependingOnTime.erase(key);
        keys.push_back(std::move(key));
    }
    return keys;
}

void LockTracker::reportGone(const std::string &key)
{
    KnownLocks::Gone gone;
    if (auto known = m_known.forget(key))
        gone.emplace_back(key, std::move(*known));
    reportGone(std::move(gone));
}

void LockTracker::follow(const LockReport &report, const std::vector<std::int64_t> &before)
{
    const auto *known = m_known.find(report.key());
    for (const auto pid : known->pids) {
        if (!m_ends || m_ends->contains(pid) || m_askedAfter.contains(pid))
            continue;
        auto added = m_ends->add(pid);
        // The PID may have been reused between the inspection and now.
        if (added == ProcessEnds::Added::Follows && report.process && report.process->pid == pid &&
            startTicksOf(m_proc, pid) != report.process->startTicks) {
            m_ends->remove(pid);
            added = ProcessEnds::Added::Ended;
        }
        if (added == ProcessEnds::Added::Ended)
            m_endedAlready.push_back(pid);
    }
    if (before != known->pids)
        forget(before);
}

void LockTracker::forget(const std::vector<std::int64_t> &pids)
{
    for (const auto pid : pids) {
        if (m_known.anyRestsOn(pid))
            continue;
        m_askedAfter.erase(pid);
        if (m_ends)
            m_ends->remove(pid);
    }
}

std::vector<std::int64_t> LockTracker::endedProcesses()
{
    auto ended = std::exchange(m_endedAlready, {});
    if (m_ends)
        std::ranges::copy(m_ends->drain(), std::back_inserter(ended));
    return ended;
}

void LockTracker::keepAskingAfter(const std::vector<std::int64_t> &pids)
{
    for (const auto pid : pids) {
        if (m_known.anyRestsOn(pid))
            m_askedAfter.insert(pid);
    }
}

std::vector<std::int64_t> LockTracker::processesToAskAfter() const
{
    std::vector<std::int64_t> pids(m_askedAfter.begin(), m_askedAfter.end());
    if (m_ends)
        std::ranges::copy(m_ends->unfollowed(), std::back_inserter(pids));
    return pids;
}

} // namespace Lockscope
