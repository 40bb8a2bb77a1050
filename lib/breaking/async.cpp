// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/async.h>

#include "inspect/verdict/rules.h"
#include "system/lanes.h"
#include "system/mounts.h"
#include "values/sentences.h"

#include <lockscope/inspector.h>

#include <QPromise>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace Lockscope {

namespace {

/// For what accesses the journal of broken locks, whose mounts are known only when it has been read.
constexpr const char *JournalLane = "journal of broken locks";

/// Runs the task on the lane of this path's mount, which a task on the local lane finds out. If there is no thread, the
/// task gets the failure, in the calling thread.
void runForPath(std::filesystem::path path, std::function<void(const Result<void> &)> task)
{
    auto &lanes = Lanes::forLocks();
    const auto sort = [&lanes, path = std::move(path), task] {
        const auto lane = Lanes::of(path, MountTable());
        if (lane == Lanes::Local)
            return task({});
        const auto posted = lanes.run(lane, [task] { task({}); });
        if (!posted)
            task(posted);
    };
    if (const auto posted = lanes.run(Lanes::Local, sort); !posted)
        task(posted);
}

void runForJournal(const std::function<void(const Result<void> &)> &task)
{
    if (const auto posted = Lanes::forLocks().run(JournalLane, [task] { task({}); }); !posted)
        task(posted);
}

/// `run` gets a task that sets the result of the future: that of `work`, or what `refuse` makes of a failure.
template <typename T>
QFuture<T> futureOf(const std::function<void(std::function<void(const Result<void> &)>)> &run, std::function<T()> work,
                    std::function<T(const Failure &)> refuse)
{
    const auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    run([promise, work = std::move(work), refuse = std::move(refuse)](const Result<void> &hasThread) {
        if (!promise->isCanceled())
            promise->addResult(hasThread ? work() : refuse(hasThread.error()));
        promise->finish();
    });
    return promise->future();
}

template <typename T>
QFuture<T> futureForPath(const std::filesystem::path &path, std::function<T()> work,
                         std::function<T(const Failure &)> refuse)
{
    const auto run = [&path](std::function<void(const Result<void> &)> task) { runForPath(path, std::move(task)); };
    return futureOf<T>(run, std::move(work), std::move(refuse));
}

template <typename T>
QFuture<Result<T>> resultForPath(const std::filesystem::path &path, std::function<Result<T>()> work)
{
    return futureForPath<Result<T>>(path, std::move(work), [](const Failure &failure) { return Result<T>(failure); });
}

LockReport notInspected(const std::filesystem::path &path, const Failure &failure)
{
    LockReport report;
    report.path = path;
    report.error = ProbeError{"EAGAIN", failure.call, std::generic_category().message(failure.systemErrno)};
    report.verdict =
        unknownVerdict(Verdict::Reason::Unreadable, {Sentence::Verdict::PathUnreadable, Phrase{report.error->message}});
    return report;
}

} // namespace

QFuture<LockReport> inspectAsync(const PathArgument &path, std::string_view kind)
{
    return futureForPath<LockReport>(
        path, [path, kind = std::string(kind)] { return Inspector().inspect(path, kind); },
        [path](const Failure &failure) { return notInspected(path, failure); });
}

QFuture<std::vector<BreakPlan>> planAsync(const Breaker &breaker, const PathArgument &path)
{
    using Plans = std::vector<BreakPlan>;
    return futureForPath<Plans>(
        path, [breaker, path] { return breaker.plan(path); },
        [path](const Failure &failure) {
            BreakPlan plan;
            plan.report = notInspected(path, failure);
            plan.failure = failure;
            return Plans{plan};
        });
}

QFuture<Result<BreakPlan>> planAsync(const Breaker &breaker, const LockReport &report)
{
    return resultForPath<BreakPlan>(report.path, [breaker, report] { return breaker.plan(report); });
}

QFuture<Result<BrokenLock>> executeAsync(const Breaker &breaker, const BreakPlan &plan, Breaker::Force force)
{
    return resultForPath<BrokenLock>(
        plan.report.path, [copy = Breaker(breaker), plan, force]() mutable { return copy.execute(plan, force); });
}

QFuture<Result<BrokenLock>> undoAsync(const Breaker &breaker, std::string_view id)
{
    return futureOf<Result<BrokenLock>>(
        runForJournal, [copy = Breaker(breaker), id = std::string(id)]() mutable { return copy.undo(id); },
        [](const Failure &failure) { return Result<BrokenLock>(failure); });
}

QFuture<Breaker::Found> brokenLocksAsync(const Breaker &breaker)
{
    return futureOf<Breaker::Found>(
        runForJournal, [copy = Breaker(breaker)]() mutable { return copy.brokenLocks(); },
        [](const Failure &failure) { return Breaker::Found{.locks = {}, .failures = {failure}}; });
}

} // namespace Lockscope
