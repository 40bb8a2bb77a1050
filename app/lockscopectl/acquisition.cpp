// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"

#include "etcdfunctions.h"
#include "exitstatus.h"
#include "lockfollower.h"
#include "waitnotice.h"
#include "waittext.h"

#include <lockscope/displaytext.h>
#include <lockscope/fileusers.h>
#include <lockscope/lockkinds.h>
#include <lockscope/wording.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <utility>

#include <sys/prctl.h>
#include <unistd.h>

namespace Ctl {

using namespace Lockscope;

namespace {

/// What to inspect to identify the holder.
struct LockFiles
{
    std::filesystem::path path;
    std::filesystem::path row; ///< path of the lock in the database that `path` is; empty for any other lock
};

LockFiles filesOf(const LockFile &lock, const Arguments &arguments)
{
    const auto &database = arguments.kindOptions.database;
    return database ? LockFiles{*database, lock.path()} : LockFiles{lock.path(), {}};
}

/// The process that holds the lock, according to the kernel or else to the lock itself. It may have exited meanwhile.
QString holderText(const Failure &failure, const LockFiles &files)
{
    const auto report = inspectLock(files.path, files.row);
    const auto obstacle = obstacleText(report);
    if (report.verdict.state == Verdict::State::Stale)
        return text(report.verdict);
    if (!report.holders().empty() || report.process)
        return obstacle;
    if (failure.claim && !failure.claim->isEmpty())
        return QStringLiteral("held; the owner recorded in the lock is ") + failure.claim->text();
    return QStringLiteral("held by a process that cannot be identified from here");
}

int refused(const Failure &failure, const LockFiles &files)
{
    const auto holder = holderText(failure, files);
    const bool isStillHeld = failure.code == LockErrc::LockTimeout && holder.startsWith(QStringLiteral("held"));
    printError(displayText(failure.path) + (isStillHeld ? QStringLiteral(": still ") : QStringLiteral(": ")) + holder);
    return ExitStatus::HeldByOther;
}

/// The options of files have no meaning there.
Result<std::unique_ptr<LockFile>> makeEtcdLock(const Arguments &arguments)
{
    const auto &options = arguments.kindOptions;
    if (options.contentTemplate || options.shared || options.keep || options.database || !options.threaded)
        return Failure::of(LockErrc::InvalidOption, {},
                           "only --timeout, --ttl and --start-local are for the kind etcd");
    return etcdFunctions()->makeLock(arguments);
}

int notAcquired(const Command &command, const Failure &failure, const LockFiles &files)
{
    switch (failure.code) {
    case LockErrc::AlreadyLocked:
    case LockErrc::LockTimeout:
        return refused(failure, files);
    case LockErrc::InvalidOption:
        return usageError(command, detailText(failure));
    case LockErrc::Cancelled:
        return ExitStatus::Failed;
    default:
        printError(failure.message());
        return ExitStatus::Failed;
    }
}

} // namespace

std::vector<Option> acquisitionOptions()
{
    return {Option::Json,           Option::Timeout,  Option::Template,   Option::Shared,
            Option::Keep,           Option::Database, Option::Unthreaded, Option::Quiet,
            Option::ForPythonPeers, Option::Ttl,      Option::StartLocal};
}

void reexecForPythonPeers(const Arguments &arguments, std::span<const std::string_view> words)
{
    // The kernel names a process after the last part of the path that was executed, which is `exe` here.
    if (arguments.forPythonPeers)
        ::prctl(PR_SET_NAME, "lockscopectl");
    if (arguments.forPythonPeers || arguments.operands.empty() || arguments.operands.front() != "openlock")
        return;
    std::vector<std::string> all(words.begin(), words.end());
    all.insert(all.begin() + 1, std::string(textOf(Option::ForPythonPeers).name));
    std::vector<char *> pointers;
    for (auto &word : all)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv("/proc/self/exe", pointers.data());
}

Acquisition acquireLock(const Command &command, const Arguments &arguments, std::stop_token stop)
{
    auto options = arguments.kindOptions;
    options.keepContent = arguments.operands.at(0) == "fcntl"; // data at a path that was named by mistake is kept
    if (arguments.operands.at(0) == "openlock") {
        // A failure is better than running two commands at once.
        auto parameters = OpenlockFile::defaults();
        parameters.slowSystemException = true;
        options.openLock = parameters;
    }
    const bool isInEtcd = arguments.operands.at(0) == "etcd";
    if (!isInEtcd && (arguments.ttl || arguments.startLocal))
        return {nullptr, usageError(command, QStringLiteral("--ttl and --start-local are for the kind etcd"))};
    auto lock =
        isInEtcd ? makeEtcdLock(arguments) : makeLock(arguments.operands.at(0), arguments.operands.at(1), options);
    if (!lock)
        return {nullptr, notAcquired(command, lock.error(), {})};
    const auto files = filesOf(**lock, arguments);
    if (const auto answers = fileSystemAnswers(files.path, LockErrc::LockFailed); !isInEtcd && !answers)
        return {nullptr, notAcquired(command, answers.error(), files)};
    const bool waits = !arguments.timeout || *arguments.timeout > std::chrono::nanoseconds::zero();
    std::optional<WaitNotice> notice;
    if (waits && !arguments.quiet)
        notice.emplace(files.path, files.row);
    const auto acquired = (*lock)->acquire(arguments.timeout, std::move(stop));
    notice.reset();
    if (!acquired)
        return {nullptr, notAcquired(command, acquired.error(), files)};
    return {std::move(*lock), ExitStatus::Done};
}

int releaseLock(LockFile &lock)
{
    const auto released = lock.release();
    if (released)
        return ExitStatus::Done;
    printError(released.error().message());
    return ExitStatus::Failed;
}

} // namespace Ctl
