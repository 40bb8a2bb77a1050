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

/// A lock for programs with a Qt event loop: acquires it without blocking, holds it, and reports its loss.
///
///     auto *lock = new AsyncLock("zc", "/srv/app/Data.fs.lock", {}, this);
///     connect(lock, &AsyncLock::acquired, this, &Window::work);
///     connect(lock, &AsyncLock::timedOut, this, [this](const Failure &failure) { show(failure.message()); });
///     connect(lock, &AsyncLock::lost, this, &Window::stopWorking);
///     lock->acquire(5s);
///
/// Each acquire() is answered by exactly one of acquired(), alreadyLocked(), timedOut(), failed() and cancelled(); each
/// release() by released() or releaseFailed(). The signals are always emitted later, from the event loop of the
/// object's thread, never from inside the call.
///
/// Threads: the object belongs to its QObject thread and must only be used there. While it waits for the lock, holds it
/// or releases it, it runs a worker thread of its own, which does all file system access. The worker is not from a
/// thread pool, because other waits could exhaust the pool, and it runs as long as the lock is held, so that the lock
/// is never confused with one of another object's thread. Two AsyncLock objects of one thread that acquire the same
/// lock exclude each other and wait for each other. A blocking LockFile::acquire() in that thread, for a lock that an
/// AsyncLock of the same thread holds, would wait indefinitely.
///
/// The destructor ends a wait at once and releases a held lock before it returns, so that nothing is left when the
/// program exits. On a file system that does not respond, it blocks as long as the file system does. Handlers may
/// delete the object.
///
/// A wait is woken by file system events and does not join the kernel's queue of waiters, because a blocked system call
/// could not be cancelled.
///
/// Fork: a forked child must not use or destroy the object. A lock that the parent holds stays with the parent.
class LOCKSCOPE_EXPORT AsyncLock : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString kind READ kindText WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(QString path READ pathText WRITE setPathText NOTIFY pathChanged)
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged)

public:
    /// Set the path, and the kind if it is not the default, before acquire().
    explicit AsyncLock(QObject *parent = nullptr);
    /// Creates the lock with makeLock() on the first acquire(): an unknown kind or an invalid option makes acquire()
    /// fail with InvalidOption.
    AsyncLock(std::string_view kind, std::filesystem::path path, const KindOptions &options = {},
              QObject *parent = nullptr);
    /// Uses any lock, including one of a kind of your own. REQUIRES: not null, and not held.
    explicit AsyncLock(std::unique_ptr<LockFile> lock, QObject *parent = nullptr);
    ~AsyncLock() override;

    /// The id of the kind, as in lockKinds(). Can only be changed while the lock is neither held nor waited for;
    /// otherwise the call is ignored with a warning in the log. Changing the kind resets the options to the defaults.
    QString kindText() const;
    void setKind(const QString &kind);
    /// The path as given; what it means depends on the kind. Can be changed under the same condition as the kind.
    const std::filesystem::path &path() const;
    void setPath(const std::filesystem::path &path);
    /// The path as text. Bytes that are not valid in the file name encoding are lost.
    QString pathText() const;
    void setPathText(const QString &path);

    /// True from acquired() until release() or lost(). True again after a release that failed with UnlockFailed, if the
    /// kind keeps its lock then; see LockFile::release().
    bool isHeld() const;
    /// True from acquire() until its answer, or until cancel().
    bool isWaiting() const;

    /// Like acquire(), but waits at most for the given time. Zero or a negative value tries once.
    void acquire(std::chrono::nanoseconds timeout);
    /// Like acquire(), and also returns the answer as a future. The future holds the result, or no result if it was
    /// cancelled. Cancelling the future ends the wait, as cancel() does. The answer is delivered by the event loop of
    /// this object's thread: continue with then(), and do not block that thread until the future is finished.
    /// std::nullopt: the default timeout of the kind, as for acquire().
    QFuture<Result<void>> acquireAsync(Timeout timeout = {});

public Q_SLOTS:
    /// Acquires the lock. Waits as long as the default timeout of the kind allows; if the kind has none, indefinitely.
    /// If this object already holds the lock or waits for it, failed() is emitted with AlreadyLocked.
    void acquire();
    /// The same with a timeout in milliseconds, for QML.
    void acquire(int milliseconds);
    /// Ends the wait; the answer is cancelled(). A lock that is acquired at the same moment is released again. Does
    /// nothing if no wait is in progress.
    void cancel();
    /// Releases the lock. isHeld() is false from now on, and the lock may be acquired again at once.
    void release();

Q_SIGNALS:
    void acquired();
    /// Tried once, and another process or thread holds the lock. failure.claim names the owner if the lock records one.
    void alreadyLocked(const Lockscope::Failure &failure);
    /// The timeout expired while another process or thread still held the lock.
    void timedOut(const Lockscope::Failure &failure);
    /// A system call was refused, an option is invalid, or the lock is already held or waited for.
    void failed(const Lockscope::Failure &failure);
    void cancelled();

    void released();
    /// NotLocked if the lock was not held; NotMyLock if it had been lost, in which case nothing is changed on disk.
    /// UnlockFailed if the system refused the release: if isHeld() is still true, release() can be called again.
    void releaseFailed(const Lockscope::Failure &failure);

    /// The lock was removed, replaced, broken or acquired by another process while it was held, and is no longer held.
    /// Detected by file system events, and within five seconds if there are none. failure.claim names the new owner if
    /// it is known.
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
