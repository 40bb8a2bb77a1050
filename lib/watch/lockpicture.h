// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/processends.h"
#include "system/procroot.h"
#include "watch/knownlocks.h"
#include "watch/watchsink.h"

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

/// The locks as they were told of last: looks again where something may have changed, tells what is different, and
/// knows the processes whose end would be a change.
class LockPicture
{
public:
    using Paths = std::set<std::filesystem::path>;

    /// What it asks those who know the places.
    struct Questions
    {
        std::function<void()> atWork;                        ///< called now and then while there is much to do
        std::function<bool(const std::string &)> belongs;    ///< whether a lock there is told of without a kernel lock
        std::function<bool(const std::string &)> always;     ///< even while it is absent
        std::function<bool(const std::string &)> takenAside; ///< whether what went there was taken aside by a break
    };

    LockPicture(const WatchSink &sink, Questions questions);

    /// The machine as it is now. REQUIRED before the first look.
    void readMachine();
    bool hasMachine() const { return m_inspector.has_value(); }
    Inspector &inspector() { return *m_inspector; }
    const KnownLocks &known() const { return m_known; }

    /// What is told until started() is there at the start.
    void start() { m_atStart = true; }
    void started() { m_atStart = false; }
    void beginPass();
    /// What was not told since the pass began, at or below these paths, is gone; everywhere where there are none.
    void endPass(const std::vector<std::filesystem::path> &below);

    /// What is not watched any more is forgotten, and nothing has happened to it.
    void forgetUnwatched(const std::function<bool(const std::string &key, const KnownLock &known)> &isWatched);

    /// Looks at each path and tells what is different.
    void lookAgain(const Paths &paths);
    void tell(std::vector<LockReport> reports);
    void tellGone(KnownLocks::Gone gone);
    void tellGoneBelow(const std::filesystem::path &folder) { tellGone(m_known.forgetBelow(folder)); }
    /// These have no path, and no kernel lock any more.
    void tellGone(const std::string &key);

    /// To be polled for the end of processes.
    int processesFd() const { return m_ends ? m_ends->fd() : -1; }
    /// Whether one ended before it could be followed: nothing else reports its end.
    bool hasEndedProcesses() const { return !m_endedAlready.empty(); }
    /// Those that a verdict rests on and that have ended.
    std::vector<std::int64_t> endedProcesses();
    /// They were looked at, and a verdict rests on them still: from now on they are asked after.
    void keepAskingAfter(const std::vector<std::int64_t> &pids);
    /// Those of whose end nothing tells.
    std::vector<std::int64_t> processesToAskAfter() const;
    /// Locks whose verdict changes as time goes by, without any event.
    const Paths &dependingOnTime() const { return m_dependingOnTime; }

private:
    LockReport lookAt(const std::filesystem::path &path);
    bool isUndecided(const LockReport &report);
    bool wasBroken(const std::string &key, const KnownLock &known);
    bool liesAside(const std::filesystem::path &path, const KnownLock &known);
    void follow(const LockReport &report, const std::vector<std::int64_t> &before);
    std::vector<std::string> letGo(KnownLocks::Gone gone);
    void forget(const std::vector<std::int64_t> &pids);

    const WatchSink &m_sink;
    Questions m_questions;
    ProcRoot m_proc;
    std::optional<Inspector> m_inspector; ///< made on the loop's thread, for making one reads the machine
    std::optional<ProcessEnds> m_ends;
    std::vector<std::int64_t> m_endedAlready; ///< between the look and following them
    std::set<std::int64_t> m_askedAfter;      ///< ended, and verdicts rest on them still
    KnownLocks m_known;
    Paths m_dependingOnTime;
    /// While everything is looked at, by folder: what breaks left in it.
    std::optional<std::map<std::filesystem::path, std::vector<LockReport>>> m_aside;
    bool m_atStart = false;
    bool m_containersAreFresh = false;
};

} // namespace Lockscope
