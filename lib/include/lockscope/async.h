// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Inspecting and breaking without blocking: for programs with an event loop.

#include <lockscope/breaker.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/path.h>
#include <lockscope/result.h>

#include <QFuture>

#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// These functions return at once and do their work in the threads that AsyncLock uses: a few for all local file
/// systems, and one for each mount that may not respond, so that a mount that hangs delays only what accesses it. They
/// never access a file system in the calling thread.
///
///     auto *watcher = new QFutureWatcher<LockReport>(this);
///     connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] { show(watcher->result()); });
///     watcher->setFuture(inspectAsync("/srv/app/app.lock"));
///
/// inspectAsync(...).then(this, ...) is shorter, but in Qt 6.4 `this` must then exist until the future is finished.
///
/// Each future gets exactly one result. Cancelling it skips work that has not started; then it has no result. Work that
/// has started is completed, so that a break is never left half done. If the system has no thread left, the result is
/// the failure of pthread_create with EAGAIN; for an inspection, a report with this error and the state `unknown`.
///
/// A Breaker is copied: it is a small value.

/// As Inspector::inspect() with the present state of the host. If a kind is given, see lockKinds(), the content is read
/// as that kind writes it.
LOCKSCOPE_EXPORT QFuture<LockReport> inspectAsync(const PathArgument &path, std::string_view kind = {});

/// As Breaker::plan().
LOCKSCOPE_EXPORT QFuture<std::vector<BreakPlan>> planAsync(const Breaker &breaker, const PathArgument &path);
LOCKSCOPE_EXPORT QFuture<Result<BreakPlan>> planAsync(const Breaker &breaker, const LockReport &report);
/// As Breaker::execute().
LOCKSCOPE_EXPORT QFuture<Result<BrokenLock>> executeAsync(const Breaker &breaker, const BreakPlan &plan,
                                                          Breaker::Force force = Breaker::Force::No);
/// As Breaker::undo(). If the mount of any broken lock does not respond, the other ones are not delayed by it, but the
/// calls of this function are.
LOCKSCOPE_EXPORT QFuture<Result<BrokenLock>> undoAsync(const Breaker &breaker, std::string_view id = {});
/// As Breaker::brokenLocks(), in the same thread as undoAsync().
LOCKSCOPE_EXPORT QFuture<Breaker::Found> brokenLocksAsync(const Breaker &breaker);

} // namespace Lockscope
