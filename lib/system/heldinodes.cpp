// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/heldinodes.h"

#include "system/systemcalls.h"

#include <algorithm>
#include <utility>

#include <pthread.h>

namespace Lockscope {

bool HeldInodes::Key::isOf(int fd) const
{
    struct stat status;
    if (sys().fstat(fd, &status) != 0)
        return errno != EBADF;
    return of(status) == *this;
}

HeldInodes::HeldInodes()
{
    // Another thread may hold the mutex while this one forks: it is locked across the fork, so that the child finds the
    // registry in a consistent state and clears it.
    ::pthread_atfork([] { instance().m_mutex.lock(); }, [] { instance().m_mutex.unlock(); },
                     [] { instance().forgetAfterFork(); });
}

HeldInodes &HeldInodes::instance()
{
    // Never destroyed: static lock objects leave the registry at the very end, and fork handlers cannot be
    // unregistered.
    static HeldInodes &held = *new HeldInodes;
    return held;
}

void HeldInodes::forgetAfterFork()
{
    // The child owns none of these: parked descriptors stay open, like every inherited one, until it calls exec or
    // exits.
    for (auto &[key, entry] : m_entries)
        for (auto &fd : entry.parked)
            fd.release();
    m_entries.clear();
    // Threads of the parent may have locked these: they are left as they are, and never destroyed.
    for (auto &[device, mutex] : m_guards)
        static_cast<void>(mutex.release());
    m_guards.clear();
    m_mutex.unlock();
}

std::unique_lock<std::mutex> HeldInodes::guard(dev_t device)
{
    std::mutex *mutex = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        auto &own = m_guards[device];
        if (!own)
            own = std::make_unique<std::mutex>();
        mutex = own.get();
    }
    return std::unique_lock(*mutex);
}

std::span<const HeldInodes::Holding> HeldInodes::on(const Key &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(key);
    return entry == m_entries.end() ? std::span<const Holding>() : entry->second.holdings;
}

/// REQUIRES: the mutex is held.
bool HeldInodes::hasPosixEntry(const Key &key) const
{
    const auto entry = m_entries.find(key);
    return entry != m_entries.end() && std::ranges::count(entry->second.holdings, Form::Posix, &Holding::form) != 0;
}

bool HeldInodes::hasPosix(const Key &key) const
{
    const std::lock_guard lock(m_mutex);
    return hasPosixEntry(key);
}

void HeldInodes::enter(const Key &key, const Holding &holding)
{
    const std::lock_guard lock(m_mutex);
    m_entries[key].holdings.push_back(holding);
}

void HeldInodes::leave(const Key &key, const void *owner)
{
    std::vector<FileDescriptor> unparked;
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_entries.find(key);
        if (entry == m_entries.end())
            return;
        std::erase_if(entry->second.holdings, [owner](const Holding &holding) { return holding.owner == owner; });
        if (!hasPosixEntry(key))
            unparked = std::exchange(entry->second.parked, {});
        if (entry->second.holdings.empty())
            m_entries.erase(entry);
    }
    for (auto &fd : unparked) {
        if (!key.isOf(fd.get()))
            fd.release();
    }
}

void HeldInodes::close(const Key &key, FileDescriptor fd)
{
    if (fd && !key.isOf(fd.get()))
        fd.release();
    else
        closeNew(key, std::move(fd));
}

void HeldInodes::closeNew(const Key &key, FileDescriptor fd)
{
    // Its destructor closes it otherwise, after the mutex was unlocked.
    const std::lock_guard lock(m_mutex);
    if (hasPosixEntry(key))
        m_entries[key].parked.push_back(std::move(fd));
}

std::size_t HeldInodes::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.size();
}

} // namespace Lockscope
