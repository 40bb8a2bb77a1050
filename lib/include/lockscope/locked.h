// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/linklockfile.h>
#include <lockscope/lockfile.h>
#include <lockscope/result.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

namespace Lockscope {

/// A callable that runs with a lock held, always: see locked().
template <typename Callable>
class Locked
{
public:
    Locked(std::filesystem::path path, Timeout timeout, Callable callable)
        : m_path(std::move(path))
        , m_timeout(timeout)
        , m_callable(std::move(callable))
    {}
    Locked(LockFile &lock, Timeout timeout, Callable callable)
        : m_lock(&lock)
        , m_timeout(timeout)
        , m_callable(std::move(callable))
    {}

    /// Takes the lock, calls, gives the lock up. What the callable returned; or why it was not called; or why the lock
    /// could not be given up in order after it: NotMyLock or NotLocked tells that the lock was lost while it ran, so
    /// that another may have been at work at the same time. A callable that returns a Result gives that one.
    template <typename... Arguments>
    auto operator()(Arguments &&...arguments)
    {
        using Returned = std::invoke_result_t<Callable &, Arguments...>;
        static_assert(!std::is_reference_v<Returned>, "what is returned must not refer to what the lock protects");
        using Answer = typename AnswerOf<Returned>::Type;
        return call<Answer>([&]() -> Answer {
            if constexpr (std::is_void_v<Returned>) {
                std::invoke(m_callable, std::forward<Arguments>(arguments)...);
                return {};
            } else {
                return std::invoke(m_callable, std::forward<Arguments>(arguments)...);
            }
        });
    }

private:
    template <typename T>
    struct AnswerOf
    {
        using Type = Result<T>;
    };
    template <typename T>
    struct AnswerOf<Result<T>>
    {
        using Type = Result<T>;
    };

    template <typename Answer, typename Function>
    Answer call(const Function &function)
    {
        if (m_lock)
            return callWith<Answer>(*m_lock, function);
        const auto lock = defaultLock(m_path);
        return callWith<Answer>(*lock, function);
    }

    template <typename Answer, typename Function>
    Answer callWith(LockFile &lock, const Function &function)
    {
        if (auto acquired = lock.acquire(m_timeout); !acquired)
            return acquired.error();
        std::unique_lock guard(lock, std::adopt_lock); // gives it up where the callable throws
        Answer answer = function();
        guard.release();
        if (auto released = lock.release(); !released)
            return released.error();
        return answer;
    }

    std::filesystem::path m_path;
    LockFile *m_lock = nullptr; ///< null: one for the path, anew for each call
    Timeout m_timeout;
    Callable m_callable;
};

/// Wraps a callable so that it runs with the lock held, as pylockfile's decorator does:
///
///     auto save = locked("/srv/app/data", 5s, [](const Data &data) { return write(data); });
///     if (Result<int> bytes = save(data); !bytes)
///         qWarning() << bytes.error().message();
///
/// Each call takes the default lock of the path (see defaultLock()), at most as long as the time says (absent waits for
/// ever, zero or less tries once), calls, and gives it up. It is given up too when the callable throws: the exception
/// goes on, and what goes wrong with the release is only logged. The answer is a Result of what the callable returns,
/// which must not be a reference.
///
/// Threads may call copies at the same time, they exclude each other. A call from inside the callable finds that its
/// thread holds the lock already, runs, and releases it, so that the outer call is NotLocked: pylockfile keeps no
/// counter. Blocks while it waits: with an event loop use AsyncLock. In a forked child it begins anew.
template <typename Callable>
auto locked(std::filesystem::path path, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(std::move(path), timeout, std::forward<Callable>(callable));
}

/// The same with any lock, which lives longer than what is returned here. One thread at a time calls it.
template <typename Callable>
auto locked(LockFile &lock, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(lock, timeout, std::forward<Callable>(callable));
}

} // namespace Lockscope
