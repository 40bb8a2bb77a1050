// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/lockworker.h"

#include "system/systemcalls.h"

#include <lockscope/losswatch.h>

#include <array>

#include <signal.h>

namespace Lockscope {

namespace {

/// Signals are for the threads of the program: a signal handler that runs here would end the wait of a kind with
/// endsOnSignal().
void leaveSignalsToOthers()
{
    sigset_t all;
    ::sigfillset(&all);
    for (const int ownFault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        ::sigdelset(&all, ownFault);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace

LockWorker::LockWorker(Source source)
    : m_source(std::move(source))
{}

LockWorker::~LockWorker()
{
    m_isLeaving = true;
}

void LockWorker::start(Timeout timeout, Sink sink)
{
    // The previous thread has made its last callback, so replacing it does not block.
    m_thread = std::jthread(
        [this, timeout, sink = std::move(sink)](const std::stop_token &stop) { work(stop, timeout, sink); });
}

void LockWorker::requestEnd()
{
    m_thread.request_stop();
}

void LockWorker::releaseAgain(Sink sink)
{
    m_thread = std::jthread([this, sink = std::move(sink)] { release(sink, {}); });
}

Result<void> LockWorker::acquire(Timeout timeout, const std::stop_token &stop)
{
    if (!m_source.lock) {
        auto made = makeLock(m_source.kind, m_source.path, m_source.options);
        if (!made)
            return made.error();
        m_source.lock = std::move(*made);
    }
    return m_source.lock->acquire(timeout, stop);
}

/// Until stop is requested or the lock is lost.
std::optional<Failure> LockWorker::hold(const std::stop_token &stop, const WakeUp &wakeUp) const
{
    const std::stop_callback onStop(stop, [&] { wakeUp.wake(); });
    LossWatch watch(*m_source.lock);
    while (!stop.stop_requested()) {
        if (auto loss = watch.check())
            return loss;
        std::array<struct pollfd, 2> fds = {{{watch.fd(), POLLIN, 0}, {wakeUp.fd(), POLLIN, 0}}};
        sys().poll(fds.data(), fds.size(), static_cast<int>(watch.interval().count()));
    }
    return {};
}

void LockWorker::work(const std::stop_token &stop, Timeout timeout, const Sink &sink)
{
    leaveSignalsToOthers();
    // Created first: a lock that could not be watched is not acquired.
    const auto wakeUp = WakeUp::create();
    const auto acquired = wakeUp ? acquire(timeout, stop) : Result<void>(wakeUp.error());
    if (!acquired)
        return sink.refused(acquired.error());
    sink.acquired();
    const auto loss = hold(stop, *wakeUp);
    if (m_isLeaving)
        return; // the lock's destructor releases it and logs errors
    release(sink, loss);
}

void LockWorker::release(const Sink &sink, std::optional<Failure> loss) const
{
    auto released = m_source.lock->release();
    const bool isHeldStill = !released && m_source.lock->isHeldByMe();
    sink.ended({std::move(released), std::move(loss), isHeldStill});
}

} // namespace Lockscope
