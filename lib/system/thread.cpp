// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/thread.h"

#include "system/systemcalls.h"

#include <memory>

#include <signal.h>

namespace Lockscope {

namespace {

/// A signal that this thread causes itself must not be blocked.
void leaveSignalsToOthers()
{
    sigset_t all;
    ::sigfillset(&all);
    for (const int ownFault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        ::sigdelset(&all, ownFault);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

void *run(void *argument)
{
    const std::unique_ptr<std::function<void()>> work(static_cast<std::function<void()> *>(argument));
    leaveSignalsToOthers();
    (*work)();
    return nullptr;
}

Result<pthread_t> create(std::function<void()> work)
{
    auto argument = std::make_unique<std::function<void()>>(std::move(work));
    pthread_t thread = {};
    if (const int error = sys().pthreadCreate(&thread, run, argument.get()); error != 0) {
        errno = error;
        return Failure::fromErrno(LockErrc::LockFailed, "pthread_create", {});
    }
    static_cast<void>(argument.release()); // now the thread's
    return thread;
}

} // namespace

Result<Thread> Thread::start(Work work)
{
    Thread thread;
    thread.m_stop = std::stop_source();
    const auto created = create([work = std::move(work), stop = thread.m_stop.get_token()] { work(stop); });
    if (!created)
        return created.error();
    thread.m_thread = *created;
    return thread;
}

Result<void> Thread::startDetached(std::function<void()> work)
{
    const auto created = create(std::move(work));
    if (!created)
        return created.error();
    ::pthread_detach(*created);
    return {};
}

void Thread::join()
{
    requestStop();
    if (m_thread)
        ::pthread_join(*std::exchange(m_thread, {}), nullptr);
}

} // namespace Lockscope
