// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockkinds.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/path.h>

#include <QBindable>
#include <QFuture>
#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace Lockscope {

/// A lock for programs with a Qt event loop: acquires it without blocking, holds it, and reports its loss.
///
///     auto *lock = new AsyncLock("zc", "/srv/app/Data.fs.lock", this);
///     connect(lock, &AsyncLock::acquired, this, &Window::work);
///     connect(lock, &AsyncLock::failed, this, [this](const Failure &failure) { show(failure.message()); });
///     connect(lock, &AsyncLock::lost, this, &Window::stopWorking);
///     lock->acquireWithin(5s);
///
/// Each acquire() emits exactly one of acquired() and failed(); each release() emits released() or releaseFailed().
/// They are emitted from the event loop of the object's thread, never during the call.
///
/// Threads: the object belongs to its QObject thread and must only be used there. It accesses no file system in that
/// thread: a few threads do this for all AsyncLock objects of the process, others for each mount that may not respond,
/// and one thread watches all locks. A lock that is waited for or held needs no thread. Whichever thread does the work,
/// a lock belongs to its AsyncLock: two AsyncLock objects of one thread exclude each other like objects of different
/// threads. Do not call the blocking LockFile::acquire() for a lock that an AsyncLock of the same thread holds: it
/// would wait indefinitely. If the system has no thread left, failed() is emitted with LockFailed, EAGAIN and the call
/// pthread_create.
///
/// The destructor ends a wait at once and releases a held lock before it returns, so that no lock remains when the
/// program exits. If the lock's mount does not respond, the destructor waits for a moment only, and the lock is
/// released when the mount responds. A slot may delete the object.
///
/// A wait uses file system events and not the kernel's queue of waiters: a blocked system call could not be cancelled.
///
/// Fork: a forked child must not use or destroy the object. A lock that the parent holds stays with the parent.
class LOCKSCOPE_EXPORT AsyncLock : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString kind READ kindText WRITE setKind NOTIFY kindChanged)
    Q_PROPERTY(QString path READ pathText WRITE setPathText NOTIFY pathChanged)
    Q_PROPERTY(int timeout READ timeoutMilliseconds WRITE setTimeoutMilliseconds NOTIFY timeoutChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged BINDABLE bindableHeld)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged BINDABLE bindableWaiting)

public:
    /// Set the path, and the kind if it is not the default, before acquire().
    explicit AsyncLock(QObject *parent = nullptr);
    /// Creates the lock with makeLock() on the first acquire(): an unknown kind or an invalid option makes acquire()
    /// fail with InvalidOption.
    AsyncLock(std::string_view kind, PathArgument path, const KindOptions &options = {}, QObject *parent = nullptr);
    AsyncLock(std::string_view kind, PathArgument path, QObject *parent);
    /// Uses any lock, including one of a kind of your own. REQUIRES: not null, and not held. Its member functions are
    /// called in other threads, one at a time.
    explicit AsyncLock(std::unique_ptr<LockFile> lock, QObject *parent = nullptr);
    /// Uses the lock that the function creates, in another thread, on the first acquire(): for kinds whose constructor
    /// accesses the file system, such as DocumentLock. The path only decides on which mount the lock is. REQUIRES: the
    /// function returns a lock that is not held.
    AsyncLock(std::function<std::unique_ptr<LockFile>()> create, PathArgument path, QObject *parent = nullptr);
    ~AsyncLock() override;

    /// The id of the kind, as in lockKinds(). Can only be changed while the lock is neither held nor waited for;
    /// otherwise the call is ignored with a warning in the log. Changing the kind resets the options to the defaults.
    QString kindText() const;
    void setKind(const QString &kind);
    /// The path as given; what it means depends on the kind. Can be changed under the same condition as the kind.
    const std::filesystem::path &path() const;
    void setPath(const PathArgument &path);
    /// The path as text. Bytes that are not valid in the file name encoding are lost.
    QString pathText() const;
    /// Also accepts a URL, `file:///srv/app.lock`.
    void setPathText(const QString &path);
    /// The options of the kind. Can be changed under the same condition as the kind. Empty if the
    /// constructor was given a lock.
    const KindOptions &options() const;
    void setOptions(const KindOptions &options);

    /// How long acquire() waits. Initially the default timeout of the kind.
    Timeout timeout() const;
    void setTimeout(Timeout timeout);
    /// The same in milliseconds; a negative number waits indefinitely, which is also returned if no timeout is set.
    int timeoutMilliseconds() const;
    void setTimeoutMilliseconds(int milliseconds);

    /// True from acquired() until release() or lost(). True again after a release that failed with UnlockFailed, if the
    /// kind keeps its lock then; see LockFile::release().
    bool isHeld() const;
    /// For reading only.
    QBindable<bool> bindableHeld();
    /// True from acquire() until its signal is emitted, or until cancel().
    bool isWaiting() const;
    /// For reading only.
    QBindable<bool> bindableWaiting();

    /// Whether the lock is held or waited for. Setting it calls acquire() from the event loop, or cancel() or
    /// release(), so that a binding decides when the lock is held.
    bool isActive() const;
    void setActive(bool active);

    /// Like acquire(), but with this timeout: acquireWithin(0s) tries once.
    void acquireWithin(Timeout timeout);
    /// Like acquire(), and also returns the result as a future, which has no result if the wait was cancelled.
    /// Cancelling the future ends the wait, as cancel() does. The event loop of this object's thread delivers the
    /// result: continue with then(), and do not block that thread until the future is finished.
    QFuture<Result<void>> acquireAsync();
    QFuture<Result<void>> acquireAsync(Timeout timeout);

public Q_SLOTS:
    /// Acquires the lock. Waits as long as timeout() allows; without one, as the default timeout of the kind does, or
    /// indefinitely. If this object already holds the lock or waits for it, failed() is emitted with AlreadyLocked.
    void acquire();
    /// Ends the wait: failed() is emitted with Cancelled. A lock that is acquired at the same moment is released again.
    /// Does nothing if no wait is in progress.
    void cancel();
    /// Releases the lock. isHeld() is false from now on, and the lock may be acquired again at once.
    void release();

Q_SIGNALS:
    void acquired();
    /// The lock was not acquired. Codes: AlreadyLocked (the timeout was zero and another owner holds the lock, or this
    /// object already holds it or waits for it), LockTimeout (another owner held the lock until the timeout expired),
    /// Cancelled (by cancel()), LockFailed (the system refused a call), InvalidOption. failure.claim names the owner if
    /// the lock records one.
    void failed(const Lockscope::Failure &failure);
    /// Another owner holds the lock: follows failed() with AlreadyLocked or LockTimeout, with an inspection of the lock
    /// that a worker thread made. Only emitted if it was connected when the attempt failed.
    void refused(const Lockscope::Failure &failure, const Lockscope::LockReport &report);

    void released();
    /// NotLocked if the lock was not held; NotMyLock if it had been lost, in which case nothing is changed on disk.
    /// UnlockFailed if the system refused the release: if isHeld() is still true, release() can be called again.
    void releaseFailed(const Lockscope::Failure &failure);

    /// The lock was removed, replaced, broken or acquired by another process while it was held, and is no longer held.
    /// Detected by file system events; if the file system reports none, within five seconds. failure.claim names the
    /// new owner if it is known.
    void lost(const Lockscope::Failure &failure);

    void heldChanged(bool held);
    void waitingChanged(bool waiting);
    void activeChanged(bool active);
    void kindChanged();
    void pathChanged();
    void timeoutChanged();

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
