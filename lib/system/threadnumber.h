// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <atomic>
#include <cstdint>

#include <pthread.h>

namespace Lockscope {

/// A number that is unique among all past, present and future threads of this process; a std::thread::id can be reused
/// once a thread has ended.
enum class ThreadNumber : std::uint64_t
{
};

/// Whom a lock belongs to that belongs to a thread.
struct ThreadIdentity
{
    ThreadNumber number = {};
    std::uint64_t ident = 0; ///< as Python's threading.get_ident(): unique among the threads that exist

    /// A new identity that is not that of a thread. The address must stay allocated as long as the identity is used:
    /// therefore it is not the address that identifies a thread.
    static ThreadIdentity of(const void *address);
    /// Of the calling thread, or the one that is lent to it.
    static const ThreadIdentity &current();
};

/// Lends an identity to the calling thread: AsyncLock lets any thread of a pool act for it, and is one owner all the
/// same.
class ScopedThreadIdentity
{
public:
    explicit ScopedThreadIdentity(const ThreadIdentity &identity)
        : m_previous(lent())
    {
        lent() = &identity;
    }
    ~ScopedThreadIdentity() { lent() = m_previous; }
    ScopedThreadIdentity(const ScopedThreadIdentity &) = delete;
    ScopedThreadIdentity &operator=(const ScopedThreadIdentity &) = delete;

private:
    friend struct ThreadIdentity;
    static const ThreadIdentity *&lent()
    {
        thread_local const ThreadIdentity *identity = nullptr;
        return identity;
    }

    const ThreadIdentity *m_previous;
};

inline ThreadIdentity ThreadIdentity::of(const void *address)
{
    static std::atomic<std::uint64_t> last = 0;
    return {ThreadNumber{++last}, reinterpret_cast<std::uintptr_t>(address)};
}

inline const ThreadIdentity &ThreadIdentity::current()
{
    if (const auto *const lent = ScopedThreadIdentity::lent())
        return *lent;
    thread_local const ThreadIdentity own{of(nullptr).number, static_cast<std::uint64_t>(::pthread_self())};
    return own;
}

/// Of the current identity. Exported for Lockscope::Etcd; one copy for the process, because identities are lent.
LOCKSCOPE_EXPORT ThreadNumber currentThread();

} // namespace Lockscope
