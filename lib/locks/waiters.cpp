// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/waiters.h"

#include "locks/heldmarks.h"
#include "system/heldinodes.h"
#include "system/perprocess.h"

#include <mutex>
#include <set>

namespace Lockscope {

namespace {

struct Awaited
{
    std::mutex mutex;
    std::multiset<std::filesystem::path> locks;
};

} // namespace

ScopedWait::ScopedWait(std::filesystem::path lock)
    : m_lock(std::move(lock))
{
    auto &awaited = perProcess<Awaited>();
    const std::lock_guard guard(awaited.mutex);
    awaited.locks.insert(m_lock);
}

ScopedWait::~ScopedWait()
{
    auto &awaited = perProcess<Awaited>();
    const std::lock_guard guard(awaited.mutex);
    if (const auto found = awaited.locks.find(m_lock); found != awaited.locks.end())
        awaited.locks.erase(found);
}

bool ScopedWait::isAwaited(const std::filesystem::path &lock)
{
    auto &awaited = perProcess<Awaited>();
    const std::lock_guard guard(awaited.mutex);
    return awaited.locks.contains(lock);
}

std::size_t heldLockCount()
{
    return HeldInodes::instance().size() + HeldMarks::instance().size();
}

} // namespace Lockscope
