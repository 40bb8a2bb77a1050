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

/// A callable that always runs with a lock held: see locked().
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

    /// Acquires the lock, calls the callable, and releases the lock. Returns the result of the callable, the reason why
    /// it was not called, or the reason why the release failed: NotMyLock or NotLocked mean that the lock was lost
    /// while the callable ran, so that another process may have worked at the same time. If the callable returns a
    /// Result, that Result is returned.
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
        std::unique_lock guard(lock, std::adopt_lock); // releases the lock if the callable throws
        Answer answer = function();
        guard.release();
        if (auto released = lock.release(); !released)
            return released.error();
        return answer;
    }

    std::filesystem::path m_path;
    LockFile *m_lock = nullptr; ///< null: a new lock on the path for each call
    Timeout m_timeout;
    Callable m_callable;
};

/// Wraps a callable so that it runs with a lock held, like the decorator of pylockfile:
///
///     auto save = locked("/srv/app/data", 5s, [](const Data &data) { return write(data); });
///     if (Result<int> bytes = save(data); !bytes)
///         qWarning() << bytes.error().message();
///
/// Each call acquires the default lock of the path (see defaultLock()), calls the callable, and releases the lock. The
/// timeout limits the wait for the lock: std::nullopt waits indefinitely, zero or a negative value tries once. The lock
/// is also released if the callable throws; the exception is passed on, and an error of the release is only logged. The
/// call returns a Result with the value of the callable, which must not be a reference.
///
/// Copies may be called in several threads at once; they exclude each other. The lock is not counted, as in pylockfile:
/// a nested call from inside the callable finds that its thread already holds the lock, runs, and releases it, so that
/// the outer call returns NotLocked. The call blocks while it waits: use AsyncLock in programs with an event loop. A
/// forked child starts without the lock.
template <typename Callable>
auto locked(std::filesystem::path path, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(std::move(path), timeout, std::forward<Callable>(callable));
}

/// The same with any lock, which must outlive the returned object. Must be called in one thread at a time.
template <typename Callable>
auto locked(LockFile &lock, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(lock, timeout, std::forward<Callable>(callable));
}

} // namespace Lockscope
