// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"

#include "exitstatus.h"
#include "human.h"

#include <lockscope/displaytext.h>
#include <lockscope/inspector.h>
#include <lockscope/lockkinds.h>

#include <array>

#include <unistd.h>

namespace Ctl {

using namespace Lockscope;

namespace {

/// Who holds the lock, by the kernel where it tells, else by what the lock says. The holder may have gone meanwhile.
QString holderText(const Failure &failure)
{
    const auto report = Inspector().inspect(failure.path);
    if (const auto holders = report.holders(); !holders.empty())
        return QStringLiteral("held by ") + processesText(holders);
    if (report.verdict.state == Verdict::State::Stale)
        return report.verdict.summary;
    if (report.process)
        return QStringLiteral("held by ") +
               processesText(std::array{LockHolder{report.process->pid, -1, report.process->name}});
    if (failure.claim && !failure.claim->isEmpty())
        return QStringLiteral("held by another; it names as its owner: ") + failure.claim->text();
    return QStringLiteral("held by a process that cannot be named from here");
}

int refused(const Failure &failure)
{
    const auto holder = holderText(failure);
    const bool isStillHeld = failure.code == LockErrc::LockTimeout && holder.startsWith(QStringLiteral("held"));
    complain(displayText(failure.path) + (isStillHeld ? QStringLiteral(": still ") : QStringLiteral(": ")) + holder);
    return ExitStatus::HeldByOther;
}

int notAcquired(const Command &command, const Failure &failure)
{
    switch (failure.code) {
    case LockErrc::AlreadyLocked:
    case LockErrc::LockTimeout:
        return refused(failure);
    case LockErrc::InvalidOption:
        return usageError(command, displayText(failure.detail));
    case LockErrc::Cancelled:
        return ExitStatus::Failed;
    default:
        complain(failure.message());
        return ExitStatus::Failed;
    }
}

} // namespace

std::vector<Option> acquisitionOptions()
{
    return {Option::Json, Option::Timeout,  Option::Template,   Option::Shared,
            Option::Keep, Option::Database, Option::Unthreaded, Option::ForPythonPeers};
}

void startAgainForPythonPeers(const Arguments &arguments, std::span<const std::string_view> words)
{
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
    if (arguments.operands.at(0) == "openlock") {
        // A program that only looks whether a command may run fails rather than runs two of them.
        auto parameters = OpenLock::defaults();
        parameters.slowSystemException = true;
        options.openLock = parameters;
    }
    auto lock = makeLock(arguments.operands.at(0), arguments.operands.at(1), options);
    if (!lock)
        return {nullptr, notAcquired(command, lock.error())};
    if (const auto acquired = (*lock)->acquire(arguments.timeout, std::move(stop)); !acquired)
        return {nullptr, notAcquired(command, acquired.error())};
    return {std::move(*lock), ExitStatus::Done};
}

int releaseLock(LockFile &lock)
{
    const auto released = lock.release();
    if (released)
        return ExitStatus::Done;
    complain(released.error().message());
    return ExitStatus::Failed;
}

} // namespace Ctl
