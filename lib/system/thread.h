// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

#include <pthread.h>

namespace Lockscope {

/// A thread of the library. A host that has no thread left (RLIMIT_NPROC, the limit of a container) is a failure,
/// LockFailed with EAGAIN of pthread_create, where std::thread throws. Signals are left to the threads of the program:
/// a handler that runs here could end a wait. Exported for Lockscope::Etcd.
class LOCKSCOPE_EXPORT Thread
{
public:
    using Work = std::function<void(const std::stop_token &)>;

    Thread() = default;
    /// Requests the end and waits for it.
    ~Thread() { join(); }
    Thread(Thread &&other) noexcept
        : m_stop(std::exchange(other.m_stop, std::stop_source(std::nostopstate)))
        , m_thread(std::exchange(other.m_thread, {}))
    {}
    Thread &operator=(Thread &&other) noexcept
    {
        join();
        m_stop = std::exchange(other.m_stop, std::stop_source(std::nostopstate));
        m_thread = std::exchange(other.m_thread, {});
        return *this;
    }

    static Result<Thread> start(Work work);
    /// A thread that nothing waits for, because it may hang in a file system.
    static Result<void> startDetached(std::function<void()> work);

    void requestStop() { m_stop.request_stop(); }
    void join();
    bool isRunning() const { return m_thread.has_value(); }

private:
    std::stop_source m_stop{std::nostopstate};
    std::optional<pthread_t> m_thread;
};

} // namespace Lockscope
