// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/lockloss.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <lockscope/inspector.h>
#include <lockscope/lockfile.h>

#include <sys/inotify.h>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds IntervalWithEvents = 5s;
constexpr std::chrono::milliseconds IntervalWithoutEvents = 1s;

/// Unlinking an open inode, and renaming over it, change its link count. The last line is for kinds whose lock is a
/// directory.
constexpr std::uint32_t LosingEvents = IN_ATTRIB | IN_MODIFY | IN_MOVE_SELF | IN_DELETE_SELF | //
                                       IN_CREATE | IN_DELETE | IN_MOVE;

std::optional<Claim> newOwner(const std::filesystem::path &path)
{
    const auto report = Inspector().inspect(path);
    if (const auto holders = report.holders(); !holders.empty()) {
        auto claim = Claim::ofPid(holders.front().pid);
        if (!holders.front().name.empty())
            claim.name = holders.front().name;
        return claim;
    }
    // The content of a lock outlives its holder.
    const bool mayBeHeld =
        report.verdict.state == Verdict::State::Held || report.verdict.state == Verdict::State::Unknown;
    return mayBeHeld && !report.owner.isEmpty() ? std::optional(report.owner) : std::nullopt;
}

} // namespace

std::vector<ChangeWatch::Target> LockLoss::targets(const std::filesystem::path &path)
{
    return {{path, LosingEvents | IN_DONT_FOLLOW, -1}, {path, LosingEvents, -1}};
}

std::chrono::milliseconds LockLoss::interval(bool hasEvents)
{
    return hasEvents ? IntervalWithEvents : IntervalWithoutEvents;
}

std::optional<Failure> LockLoss::check(const LockFile &lock)
{
    if (lock.breakManner() == LockFile::BreakMethod::Own)
        return lock.isHeldByMe() ? std::nullopt : std::optional(lock.lossOf());
    const auto &path = lock.path();
    auto why = Sentence::Detail::NotGrantedAgain;
    if (lock.isHeldByMe()) {
        if (lock.isGrantedAgain())
            return {};
    } else {
        struct stat status;
        const bool isThere = sys().fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
        why = isThere ? Sentence::Detail::ReplacedWhileHeld : Sentence::Detail::RemovedWhileHeld;
    }
    auto failure = Failure::of(LockErrc::NotMyLock, path, why);
    failure.claim = newOwner(path);
    return failure;
}

} // namespace Lockscope
