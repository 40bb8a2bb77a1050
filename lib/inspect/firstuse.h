// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <mutex>
#include <optional>

namespace Lockscope {

/// A value that is read when it is first needed, by one of several threads. Once it is known no thread waits for
/// another, which a scan of 100,000 locks would do half a million times.
template <typename Value>
class FirstUse
{
public:
    template <typename Read>
    const Value &get(Read read) const
    {
        if (const auto *const known = m_known.load(std::memory_order_acquire))
            return *known;
        const std::lock_guard lock(m_mutex);
        if (!m_value)
            m_value.emplace(read());
        m_known.store(&*m_value, std::memory_order_release);
        return *m_value;
    }
    /// Must not be called while other threads use the object.
    void reset()
    {
        m_known.store(nullptr, std::memory_order_relaxed);
        m_value.reset();
    }

private:
    mutable std::mutex m_mutex;
    mutable std::optional<Value> m_value;
    mutable std::atomic<const Value *> m_known = nullptr;
};

} // namespace Lockscope
