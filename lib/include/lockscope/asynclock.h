// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockkinds.h>
#include <lockscope/lockscope_export.h>

#include <QFuture>
#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>

namespace Lockscope {

/// A lock for programs with an event loop: asks for it without blocking, holds it, and tells when it is lost.
///
///     auto *lock = new AsyncLock("zc", "/srv/app/Data.fs.lock", {}, this);
///     connect(lock, &AsyncLock::acquired, this, &Window::work);
///     connect(lock, &AsyncLock::timedOut, this, [this](const Failure &failure) { show(failure.message()); });
///     connect(lock, &AsyncLock::lost, this, &Window::stopWorking);
///     lock->acquire(5s);
///
/// Each acquire() is answered by exactly one of acquired(), alreadyLocked(), timedOut(), failed() and cancelled();
/// each release() by released() or releaseFailed(). All of them come later, from the event loop of the object's thread,
/// never from inside the call.
///
/// Threads: while it waits for the lock, holds it and gives it up, the object has a thread of its own, where everything
/// that touches the file system happens. It is not one of a pool, which other waits might have exhausted; and it lives
/// as long as the lock is held, so that a lock is never mistaken for one of another object's thread. The object itself
/// belongs to its QObject thread; only that one calls it. Two of one thread that ask for the same lock exclude each
/// other and wait for each other; a blocking LockFile::acquire() there, for a lock that an AsyncLock of the same thread
/// holds, would wait for ever.
///
/// Destroying it ends a wait at once and gives up what is held before it returns, so that nothing is left when the
/// program ends; on a file system that does not answer this takes as long as the file system does. A handler that wants
/// it gone may delete it.
///
/// Waiters go by events and not by the kernel's queue, for a blocked kernel call could not be cancelled.
///
/// Fork: a forked child must not use or destroy it; what the parent holds stays the parent's.
class LOCKSCOPE_EXPORT AsyncLock : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString kind READ kindText WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(QString path READ pathText WRITE setPathText NOTIFY pathChanged)
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged)

public:
    /// Path, and kind where it is not the default one, are set before acquire().
    explicit AsyncLock(QObject *parent = nullptr);
    /// As makeLock() makes it, when it is first asked for: an unknown kind or a bad option makes acquire() fail with
    /// InvalidOption.
    AsyncLock(std::string_view kind, std::filesystem::path path, const KindOptions &options = {},
              QObject *parent = nullptr);
    /// Any lock, one of a kind of your own too. REQUIRES: not null, and not held.
    explicit AsyncLock(std::unique_ptr<LockFile> lock, QObject *parent = nullptr);
    ~AsyncLock() override;

    /// The word for the kind, as in lockKinds(). Changed only while the lock is neither held nor waited for; otherwise
    /// it stays, with a warning in the log. The options go back to the defaults.
    QString kindText() const;
    void setKind(const QString &kind);
    /// As given; what it means depends on the kind. Changed under the same condition.
    const std::filesystem::path &path() const;
    void setPath(const std::filesystem::path &path);
    /// As text; bytes that are not of the file name encoding are not kept.
    QString pathText() const;
    void setPathText(const QString &path);

    /// From acquired() until release(), or until lost(). Again after a release that failed with UnlockFailed, if the
    /// kind keeps its lock then; see LockFile::release().
    bool isHeld() const;
    /// From acquire() until its answer, or until cancel().
    bool isWaiting() const;

    /// The time is a limit; zero or less tries once. Otherwise as acquire().
    void acquire(std::chrono::nanoseconds timeout);
    /// The same, with the answer as a future too: the result, or, when the future was cancelled, none. Cancelling it
    /// ends the wait, as cancel() does. The answer comes from the event loop of this object's thread: go on by then(),
    /// do not block that thread until it is finished. Absent: as acquire().
    QFuture<Result<void>> acquireAsync(Timeout timeout = {});

public Q_SLOTS:
    /// Asks for the lock and waits until it comes, or as long as the kind's own default says. While this object holds
    /// the lock or waits for it, that is answered by failed() with AlreadyLocked.
    void acquire();
    /// In milliseconds, for QML.
    void acquire(int milliseconds);
    /// Ends the wait, answered by cancelled(); a lock that comes at the same moment is given up again. Nothing happens
    /// where no wait is on.
    void cancel();
    /// Gives the lock up. It counts as not held from now on, and may be asked for again at once.
    void release();

Q_SIGNALS:
    void acquired();
    /// Tried once, and another holds it: failure.claim says who, as far as the lock tells.
    void alreadyLocked(const Lockscope::Failure &failure);
    /// The time is over, and another holds it still.
    void timedOut(const Lockscope::Failure &failure);
    /// The system refused, an option is bad, or it is held or waited for already.
    void failed(const Lockscope::Failure &failure);
    void cancelled();

    void released();
    /// NotLocked where it was not held; NotMyLock after it was lost: nothing of others was touched. UnlockFailed if
    /// the system refused it: release() can be called again if isHeld().
    void releaseFailed(const Lockscope::Failure &failure);

    /// The lock was removed, replaced, broken or taken over while it was held, and is not held any more. Noticed by
    /// events of the file system, and within five seconds where there are none. failure.claim says who has it now, as
    /// far as that is known.
    void lost(const Lockscope::Failure &failure);

    void heldChanged(bool held);
    void waitingChanged(bool waiting);
    void kindChanged();
    void pathChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
