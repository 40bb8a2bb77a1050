// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/asynclock.h>

#include "locks/inspectlock.h"
#include "locks/lockworker.h"
#include "locks/logging.h"
#include "system/lanes.h"
#include "values/sentences.h"

#include <lockscope/inspector.h>

#include <QFutureWatcher>
#include <QMetaMethod>
#include <QPointer>
#include <QPromise>
#include <QUrl>

#include <algorithm>
#include <limits>
#include <utility>

namespace Lockscope {

namespace {

using Promise = QPromise<Result<void>>;

/// One call of acquire(), to be answered exactly once.
struct Request
{
    Timeout timeout;
    std::shared_ptr<Promise> promise; ///< null if no future was requested

    bool isCancelled() const { return promise && promise->isCanceled(); }
};

} // namespace

/// Runs entirely in the thread of the AsyncLock; the worker answers through its event queue.
class AsyncLock::Private
{
public:
    enum class State
    {
        Idle,
        Waiting,
        Cancelling, ///< the worker was asked to end its wait
        Held,
        Kept, ///< held, because the release failed; not watched
        Releasing,
    };

    Private(AsyncLock *owner, LockWorker::Source source)
        : q(owner)
        , worker(std::move(source))
    {}

    bool isHeld() const { return state == State::Held || state == State::Kept; }
    bool isWaiting() const { return state == State::Waiting || next; }
    bool isActive() const { return isWanted || isHeld() || isWaiting(); }
    bool mayChangeLock(const char *what) const;
    void begin(Request request);
    void cancel(const Promise *promise);
    void release();
    void setActive(bool active);

    Timeout timeout;
    QProperty<bool> held;
    QProperty<bool> waiting;

private:
    template <typename Function>
    void later(Function function)
    {
        QMetaObject::invokeMethod(q, std::move(function), Qt::QueuedConnection);
    }
    void start(Request request);
    void refused(const Failure &failure);
    void acquired();
    void ended(const LockWorker::Ending &end);
    LockWorker::Sink sink();
    void startNext();
    bool reportChanges();
    bool finish(const Request &request, const Result<void> &result) const;
    void answer(const Request &request, const Result<void> &result) const;
    void inspectFor(const Failure &failure) const;

    AsyncLock *q;
    State state = State::Idle;
    bool wasLost = false;
    bool isWanted = false; ///< setActive(true) was called, and acquire() not yet
    bool wasActive = false;
    Request current;
    std::optional<Request> next; ///< requested while the previous one is still ending

public:
    LockWorker worker; ///< last: its thread ends first
};

bool AsyncLock::Private::mayChangeLock(const char *what) const
{
    if (state == State::Idle)
        return true;
    qCWarning(lockLog, "the %s of a lock cannot be changed while it is held or waited for", what);
    return false;
}

void AsyncLock::Private::begin(Request request)
{
    if (isHeld() || isWaiting()) {
        const auto reason = isHeld() ? Sentence::Detail::OfThisObject : Sentence::Detail::ObjectIsWaiting;
        const auto failure = Failure::of(LockErrc::AlreadyLocked, worker.source().path, reason);
        later([this, request = std::move(request), failure] {
            if (finish(request, failure))
                Q_EMIT q->failed(failure);
        });
        return;
    }
    if (state == State::Idle)
        start(std::move(request));
    else
        next = std::move(request);
    reportChanges();
}

void AsyncLock::Private::start(Request request)
{
    state = State::Waiting;
    wasLost = false;
    current = std::move(request);
    worker.start(current.timeout, sink());
}

LockWorker::Sink AsyncLock::Private::sink()
{
    return {.refused = [this](const Failure &failure) { later([this, failure] { refused(failure); }); },
            .acquired = [this] { later([this] { acquired(); }); },
            .ended = [this](const LockWorker::Ending &end) { later([this, end] { ended(end); }); }};
}

/// Without a promise cancels every request, otherwise only the request of that promise.
void AsyncLock::Private::cancel(const Promise *promise)
{
    if (state == State::Waiting && (!promise || current.promise.get() == promise)) {
        state = State::Cancelling;
        worker.requestEnd();
    } else if (next && (!promise || next->promise.get() == promise)) {
        later([this, request = *std::exchange(next, {})] {
            answer(request, Failure::of(LockErrc::Cancelled, worker.source().path));
        });
    }
    reportChanges();
}

void AsyncLock::Private::release()
{
    if (!isHeld()) {
        const auto code = std::exchange(wasLost, false) ? LockErrc::NotMyLock : LockErrc::NotLocked;
        later([this, code] { Q_EMIT q->releaseFailed(Failure::of(code, worker.source().path)); });
        return;
    }
    if (std::exchange(state, State::Releasing) == State::Kept)
        worker.releaseAgain(sink());
    else
        worker.requestEnd();
    reportChanges();
}

void AsyncLock::Private::refused(const Failure &failure)
{
    const bool isCancelled = std::exchange(state, State::Idle) == State::Cancelling;
    const auto request = std::exchange(current, {});
    startNext();
    if (reportChanges())
        answer(request, isCancelled ? Failure::of(LockErrc::Cancelled, failure.path) : failure);
}

void AsyncLock::Private::acquired()
{
    if (state == State::Waiting && current.isCancelled())
        return cancel(current.promise.get());
    if (state == State::Cancelling)
        return; // released again: ended() follows
    state = State::Held;
    const auto request = std::exchange(current, {});
    if (reportChanges())
        answer(request, {});
}

void AsyncLock::Private::ended(const LockWorker::Ending &end)
{
    const auto ending = std::exchange(state, end.isHeldStill ? State::Kept : State::Idle);
    const auto request = std::exchange(current, {});
    wasLost = ending == State::Held;
    if (!end.isHeldStill)
        startNext();
    else if (next)
        begin(*std::exchange(next, {})); // refused, because the lock is held
    if (!reportChanges())
        return;
    if (ending == State::Cancelling)
        answer(request, Failure::of(LockErrc::Cancelled, worker.source().path));
    else if (ending == State::Held && end.loss)
        Q_EMIT q->lost(*end.loss);
    else if (end.release)
        Q_EMIT q->released();
    else
        Q_EMIT q->releaseFailed(end.release.error());
}

void AsyncLock::Private::startNext()
{
    if (next)
        start(*std::exchange(next, {}));
}

/// False if a handler destroyed the object.
bool AsyncLock::Private::reportChanges()
{
    const QPointer<AsyncLock> alive(q);
    const bool isHeldNow = isHeld();
    const bool isWaitingNow = isWaiting();
    const bool isActiveNow = isActive();
    const bool changesActive = std::exchange(wasActive, isActiveNow) != isActiveNow;
    const bool changesHeld = held.valueBypassingBindings() != isHeldNow;
    const bool changesWaiting = waiting.valueBypassingBindings() != isWaitingNow;
    held = isHeldNow;
    if (alive)
        waiting = isWaitingNow;
    if (alive && changesWaiting)
        Q_EMIT q->waitingChanged(isWaitingNow);
    if (alive && changesHeld)
        Q_EMIT q->heldChanged(isHeldNow);
    if (alive && changesActive)
        Q_EMIT q->activeChanged(isActiveNow);
    return alive;
}

/// Queued, so that kind and path may be set after it.
void AsyncLock::Private::setActive(bool active)
{
    if (active == isActive())
        return;
    if (active) {
        isWanted = true;
        later([this] {
            if (std::exchange(isWanted, false))
                q->acquire();
        });
        reportChanges();
        return;
    }
    isWanted = false;
    if (isWaiting())
        cancel(nullptr);
    else if (isHeld())
        release();
    else
        reportChanges();
}

/// False if a continuation of the future destroyed the object.
bool AsyncLock::Private::finish(const Request &request, const Result<void> &result) const
{
    const QPointer<AsyncLock> alive(q);
    if (request.promise) {
        request.promise->addResult(result);
        request.promise->finish();
    }
    return alive;
}

void AsyncLock::Private::answer(const Request &request, const Result<void> &result) const
{
    if (!finish(request, result))
        return;
    if (result) {
        Q_EMIT q->acquired();
        return;
    }
    const auto &failure = result.error();
    if (failure.code == LockErrc::AlreadyLocked || failure.code == LockErrc::LockTimeout)
        inspectFor(failure);
    Q_EMIT q->failed(failure);
}

/// The report follows failed(), because it arrives by the event loop.
void AsyncLock::Private::inspectFor(const Failure &failure) const
{
    if (!q->isSignalConnected(QMetaMethod::fromSignal(&AsyncLock::refused)))
        return;
    const auto promise = std::make_shared<QPromise<LockReport>>();
    promise->start();
    // Not QFuture::then(), which in Qt 6.4 needs its context until the end.
    auto *const watcher = new QFutureWatcher<LockReport>(q);
    QObject::connect(watcher, &QFutureWatcherBase::finished, q, [owner = q, watcher, failure] {
        watcher->deleteLater();
        Q_EMIT owner->refused(failure, watcher->result());
    });
    watcher->setFuture(promise->future());
    // The file of another program is recognised by its own format.
    const auto isOwnPath = !worker.source().lock || failure.path == worker.source().lock->path();
    const auto inspect = [promise, path = failure.path, kind = isOwnPath ? worker.source().kind : std::string(),
                          database = worker.source().options.database] {
        const Inspector inspector;
        promise->addResult(database ? inspectRow(inspector, *database, path) : inspector.inspect(path, kind));
        promise->finish();
    };
    // Without a thread there is no report.
    static_cast<void>(Lanes::forLocks().run(Lanes::Local, inspect));
}

AsyncLock::AsyncLock(QObject *parent)
    : AsyncLock(LockWorker::DefaultKind, {}, {}, parent)
{}

AsyncLock::AsyncLock(std::string_view kind, PathArgument path, const KindOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(
          this, LockWorker::Source{
                    .kind = std::string(kind), .path = std::move(path), .options = options, .lock = {}, .create = {}}))
{}

AsyncLock::AsyncLock(std::string_view kind, PathArgument path, QObject *parent)
    : AsyncLock(kind, std::move(path), KindOptions(), parent)
{}

AsyncLock::AsyncLock(std::unique_ptr<LockFile> lock, QObject *parent)
    : QObject(parent)
{
    const auto *given = lock.get();
    d = std::make_unique<Private>(this, LockWorker::Source{.kind = std::string(given->kind()),
                                                           .path = given->path(),
                                                           .options = {},
                                                           .lock = std::move(lock),
                                                           .create = {}});
}

AsyncLock::AsyncLock(std::function<std::unique_ptr<LockFile>()> create, PathArgument path, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(
          this, LockWorker::Source{
                    .kind = {}, .path = std::move(path), .options = {}, .lock = {}, .create = std::move(create)}))
{}

AsyncLock::~AsyncLock() = default;

QString AsyncLock::kindText() const
{
    return QString::fromStdString(d->worker.source().kind);
}

void AsyncLock::setKind(const QString &kind)
{
    if (kind == kindText() || !d->mayChangeLock("kind"))
        return;
    d->worker.setSource({.kind = kind.toStdString(), .path = path(), .options = {}, .lock = {}, .create = {}});
    Q_EMIT kindChanged();
}

const std::filesystem::path &AsyncLock::path() const
{
    return d->worker.source().path;
}

void AsyncLock::setPath(const PathArgument &path)
{
    const auto &source = d->worker.source();
    if (path == source.path || !d->mayChangeLock("path"))
        return;
    d->worker.setSource({.kind = source.kind, .path = path, .options = source.options, .lock = {}, .create = {}});
    Q_EMIT pathChanged();
}

QString AsyncLock::pathText() const
{
    return toQString(path());
}

void AsyncLock::setPathText(const QString &path)
{
    const QUrl url(path);
    setPath(toPath(url.isLocalFile() ? url.toLocalFile() : path));
}

const KindOptions &AsyncLock::options() const
{
    return d->worker.source().options;
}

void AsyncLock::setOptions(const KindOptions &options)
{
    if (!d->mayChangeLock("options"))
        return;
    const auto &source = d->worker.source();
    d->worker.setSource({.kind = source.kind, .path = source.path, .options = options, .lock = {}, .create = {}});
}

Timeout AsyncLock::timeout() const
{
    return d->timeout;
}

void AsyncLock::setTimeout(Timeout timeout)
{
    if (std::exchange(d->timeout, timeout) != timeout)
        Q_EMIT timeoutChanged();
}

int AsyncLock::timeoutMilliseconds() const
{
    if (!d->timeout || d->timeout.isForever())
        return -1;
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(*d->timeout).count();
    return static_cast<int>(std::min<std::int64_t>(milliseconds, std::numeric_limits<int>::max()));
}

void AsyncLock::setTimeoutMilliseconds(int milliseconds)
{
    setTimeout(milliseconds < 0 ? Forever : Timeout(std::chrono::milliseconds(milliseconds)));
}

bool AsyncLock::isHeld() const
{
    return d->held.value();
}

QBindable<bool> AsyncLock::bindableHeld()
{
    return QBindable<bool>(&std::as_const(d->held));
}

bool AsyncLock::isWaiting() const
{
    return d->waiting.value();
}

QBindable<bool> AsyncLock::bindableWaiting()
{
    return QBindable<bool>(&std::as_const(d->waiting));
}

bool AsyncLock::isActive() const
{
    return d->isActive();
}

void AsyncLock::setActive(bool active)
{
    d->setActive(active);
}

void AsyncLock::acquire()
{
    acquireWithin(d->timeout);
}

void AsyncLock::acquireWithin(Timeout timeout)
{
    d->begin({timeout, nullptr});
}

QFuture<Result<void>> AsyncLock::acquireAsync()
{
    return acquireAsync(d->timeout);
}

QFuture<Result<void>> AsyncLock::acquireAsync(Timeout timeout)
{
    const auto promise = std::make_shared<Promise>();
    promise->start();
    auto *watcher = new QFutureWatcher<Result<void>>(this);
    connect(watcher, &QFutureWatcherBase::canceled, this, [this, promise] { d->cancel(promise.get()); });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(promise->future());
    d->begin({timeout, promise});
    return promise->future();
}

void AsyncLock::cancel()
{
    d->cancel(nullptr);
}

void AsyncLock::release()
{
    d->release();
}

} // namespace Lockscope
