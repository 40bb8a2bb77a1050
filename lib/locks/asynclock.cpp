// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/asynclock.h>

#include "locks/lockworker.h"
#include "locks/logging.h"
#include "values/sentences.h"

#include <QFile>
#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>

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
    bool mayChangeLock(const char *what) const;
    void begin(Request request);
    void cancel(const Promise *promise);
    void release();

private:
    struct Properties
    {
        bool held;
        bool waiting;
    };
    Properties properties() const { return {isHeld(), isWaiting()}; }

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
    bool tellChanges(Properties before) const;
    bool finish(const Request &request, const Result<void> &result) const;
    void answer(const Request &request, const Result<void> &result) const;

    AsyncLock *q;
    State state = State::Idle;
    bool wasLost = false;
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
    const auto before = properties();
    if (state == State::Idle)
        start(std::move(request));
    else
        next = std::move(request);
    tellChanges(before);
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
    const auto before = properties();
    if (state == State::Waiting && (!promise || current.promise.get() == promise)) {
        state = State::Cancelling;
        worker.requestEnd();
    } else if (next && (!promise || next->promise.get() == promise)) {
        later([this, request = *std::exchange(next, {})] {
            answer(request, Failure::of(LockErrc::Cancelled, worker.source().path));
        });
    }
    tellChanges(before);
}

void AsyncLock::Private::release()
{
    if (!isHeld()) {
        const auto code = std::exchange(wasLost, false) ? LockErrc::NotMyLock : LockErrc::NotLocked;
        later([this, code] { Q_EMIT q->releaseFailed(Failure::of(code, worker.source().path)); });
        return;
    }
    const auto before = properties();
    if (std::exchange(state, State::Releasing) == State::Kept)
        worker.releaseAgain(sink());
    else
        worker.requestEnd();
    tellChanges(before);
}

void AsyncLock::Private::refused(const Failure &failure)
{
    const auto before = properties();
    const bool isCancelled = std::exchange(state, State::Idle) == State::Cancelling;
    const auto request = std::exchange(current, {});
    startNext();
    if (tellChanges(before))
        answer(request, isCancelled ? Failure::of(LockErrc::Cancelled, failure.path) : failure);
}

void AsyncLock::Private::acquired()
{
    if (state == State::Waiting && current.isCancelled())
        return cancel(current.promise.get());
    if (state == State::Cancelling)
        return; // released again: ended() follows
    const auto before = properties();
    state = State::Held;
    const auto request = std::exchange(current, {});
    if (tellChanges(before))
        answer(request, {});
}

void AsyncLock::Private::ended(const LockWorker::Ending &end)
{
    const auto before = properties();
    const auto ending = std::exchange(state, end.isHeldStill ? State::Kept : State::Idle);
    const auto request = std::exchange(current, {});
    wasLost = ending == State::Held;
    if (!end.isHeldStill)
        startNext();
    else if (next)
        begin(*std::exchange(next, {})); // refused, because the lock is held
    if (!tellChanges(before))
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
bool AsyncLock::Private::tellChanges(Properties before) const
{
    const QPointer<AsyncLock> alive(q);
    const auto now = properties();
    if (now.waiting != before.waiting)
        Q_EMIT q->waitingChanged(now.waiting);
    if (alive && now.held != before.held)
        Q_EMIT q->heldChanged(now.held);
    return alive;
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
    switch (const auto &failure = result.error(); failure.code) {
    case LockErrc::AlreadyLocked:
        Q_EMIT q->alreadyLocked(failure);
        break;
    case LockErrc::LockTimeout:
        Q_EMIT q->timedOut(failure);
        break;
    case LockErrc::Cancelled:
        Q_EMIT q->cancelled();
        break;
    default:
        Q_EMIT q->failed(failure);
    }
}

AsyncLock::AsyncLock(QObject *parent)
    : AsyncLock(LockWorker::DefaultKind, {}, {}, parent)
{}

AsyncLock::AsyncLock(std::string_view kind, std::filesystem::path path, const KindOptions &options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(
          this, LockWorker::Source{.kind = std::string(kind), .path = std::move(path), .options = options, .lock = {}}))
{}

AsyncLock::AsyncLock(std::unique_ptr<LockFile> lock, QObject *parent)
    : QObject(parent)
{
    const auto *given = lock.get();
    d = std::make_unique<Private>(
        this, LockWorker::Source{
                  .kind = std::string(given->kind()), .path = given->path(), .options = {}, .lock = std::move(lock)});
}

AsyncLock::~AsyncLock() = default;

QString AsyncLock::kindText() const
{
    return QString::fromStdString(d->worker.source().kind);
}

void AsyncLock::setKind(const QString &kind)
{
    if (kind == kindText() || !d->mayChangeLock("kind"))
        return;
    d->worker.setSource({.kind = kind.toStdString(), .path = path(), .options = {}, .lock = {}});
    Q_EMIT kindChanged();
}

const std::filesystem::path &AsyncLock::path() const
{
    return d->worker.source().path;
}

void AsyncLock::setPath(const std::filesystem::path &path)
{
    const auto &source = d->worker.source();
    if (path == source.path || !d->mayChangeLock("path"))
        return;
    d->worker.setSource({.kind = source.kind, .path = path, .options = source.options, .lock = {}});
    Q_EMIT pathChanged();
}

QString AsyncLock::pathText() const
{
    return QFile::decodeName(path().c_str());
}

void AsyncLock::setPathText(const QString &path)
{
    setPath(std::filesystem::path(QFile::encodeName(path).toStdString()));
}

bool AsyncLock::isHeld() const
{
    return d->isHeld();
}

bool AsyncLock::isWaiting() const
{
    return d->isWaiting();
}

void AsyncLock::acquire(std::chrono::nanoseconds timeout)
{
    d->begin({timeout, nullptr});
}

void AsyncLock::acquire()
{
    d->begin({});
}

void AsyncLock::acquire(int milliseconds)
{
    acquire(std::chrono::milliseconds(milliseconds));
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
