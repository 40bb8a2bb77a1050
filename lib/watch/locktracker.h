// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/processends.h"
#include "system/procroot.h"
#include "watch/directorywatches.h"
#include "watch/knownlocks.h"
#include "watch/watchactivity.h"
#include "watch/watchmessage.h"
#include "watch/watchroots.h"

#include <lockscope/inspector.h>
#include <lockscope/lockreport.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Lockscope {

/// The locks as they were last reported. Inspects them again if they may have changed, reports the differences, and
/// watches the processes whose exit would be a change.
class LockTracker
{
public:
    using Paths = std::set<std::filesystem::path>;

    /// The arguments must outlive the object. `roots` decides which locks are reported.
    LockTracker(const WatchReceiver &report, const WatchRoots &roots, DirectoryWatches &directories,
                WatchActivity &activity);

    /// Reads the state of the host. REQUIRED before the first inspection.
    void readMachine();
    bool hasMachine() const { return m_inspector.has_value(); }
    Inspector &inspector() { return *m_inspector; }
    const KnownLocks &known() const { return m_known; }

    /// Locks that are reported before started() existed at the start.
    void start() { m_atStart = true; }
    void started() { m_atStart = false; }
    void beginPass();
    /// Removes the locks that were not reported since the pass began, at or below these paths, or everywhere if there
    /// are none.
    void endPass(const std::vector<std::filesystem::path> &below);

    /// Removes locks that are no longer watched, without an event.
    void forgetUnwatched(const std::function<bool(const std::string &key, const KnownLock &known)> &isWatched);

    /// Inspects each path and reports the differences.
    void inspect(const Paths &paths);
    /// The same, after reading the processes again.
    void probeAgain(const Paths &paths);
    void report(std::vector<LockReport> reports);
    void reportGone(KnownLocks::Gone gone);
    void reportGoneBelow(const std::filesystem::path &directory) { reportGone(m_known.forgetBelow(directory)); }
    /// For locks without a path that have no kernel lock any more.
    void reportGone(const std::string &key);

    /// For polling: readable when a process exits.
    int processesFd() const { return m_ends ? m_ends->fd() : -1; }
    /// Whether a process exited before it could be watched, so that no event reports it.
    bool hasEndedProcesses() const { return !m_endedAlready.empty(); }
    /// The processes that a verdict depends on and that have exited.
    std::vector<std::int64_t> endedProcesses();
    /// The locks were inspected, and a verdict still depends on these processes: from now on they are polled.
    void keepAskingAfter(const std::vector<std::int64_t> &pids);
    /// The processes whose exit is not reported by an event.
    std::vector<std::int64_t> processesToAskAfter() const;
    /// Locks whose verdict changes over time without an event.
    const Paths &dependingOnTime() const { return m_dependingOnTime; }

private:
    LockReport probe(const std::filesystem::path &path);
    bool isUndecided(const LockReport &report);
    void forgetNameless(const LockReport &report, KnownLocks::Gone &gone);
    bool wasBroken(const std::string &key, const KnownLock &known);
    bool liesAside(const std::filesystem::path &path, const KnownLock &known);
    void follow(const LockReport &report, const std::vector<std::int64_t> &before);
    std::vector<std::string> letGo(KnownLocks::Gone gone);
    void forget(const std::vector<std::int64_t> &pids);

    const WatchReceiver &m_report;
    const WatchRoots &m_roots;
    DirectoryWatches &m_directories;
    WatchActivity &m_activity;
    ProcRoot m_proc;
    std::optional<Inspector> m_inspector; ///< created in the loop's thread: this reads the host's state
    std::optional<ProcessEnds> m_ends;
    std::vector<std::int64_t> m_endedAlready; ///< exited between the inspection and watching them
    std::set<std::int64_t> m_askedAfter;      ///< exited, but verdicts still depend on them
    KnownLocks m_known;
    Paths m_dependingOnTime;
    /// During a full scan, by directory: the quarantines in it.
    std::optional<std::map<std::filesystem::path, std::vector<LockReport>>> m_aside;
    bool m_atStart = false;
    bool m_containersAreFresh = false;
};

} // namespace Lockscope
