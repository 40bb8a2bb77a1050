// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/heldmarks.h"

#include "system/systemcalls.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// Two spellings of one path refer to the same inode.
bool isSameMark(const std::filesystem::path &left, const std::filesystem::path &right)
{
    if (left == right)
        return true;
    struct stat one;
    struct stat other;
    return sys().fstatat(AT_FDCWD, left.c_str(), &one, AT_SYMLINK_NOFOLLOW) == 0 &&
           sys().fstatat(AT_FDCWD, right.c_str(), &other, AT_SYMLINK_NOFOLLOW) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

} // namespace

HeldMarks::HeldMarks()
{
    // Locked across a fork, so that the child finds the registry in a consistent state and clears it.
    ::pthread_atfork([] { instance().m_mutex.lock(); }, [] { instance().m_mutex.unlock(); },
                     [] {
                         instance().m_entries.clear();
                         instance().m_mutex.unlock();
                     });
    std::atexit([] { instance().releaseAll(); });
}

void HeldMarks::releaseAll()
{
    while (true) {
        LockFile *owner = nullptr;
        {
            const std::lock_guard guard(m_mutex);
            if (m_entries.empty())
                return;
            owner = m_entries.begin()->first;
        }
        static_cast<void>(owner->release());
        leave(owner); // one that was still being acquired has nothing to release
    }
}

HeldMarks &HeldMarks::instance()
{
    // Never destroyed: static lock objects leave the registry at the very end, and fork handlers cannot be
    // unregistered.
    static HeldMarks &held = *new HeldMarks;
    return held;
}

void HeldMarks::enter(LockFile *owner, const Mark &mark, ThreadNumber thread, std::shared_ptr<MadeMark> made)
{
    const std::lock_guard guard(m_mutex);
    m_entries[owner] = {&mark, thread, std::move(made)};
}

std::vector<std::shared_ptr<MadeMark>> HeldMarks::sharesOf(const LockFile *owner, const Mark &mark,
                                                           std::optional<ThreadNumber> thread) const
{
    std::vector<std::shared_ptr<MadeMark>> shares;
    const std::lock_guard guard(m_mutex);
    for (const auto &[other, entry] : m_entries) {
        // Compares only the path, as the originals do, to which other spellings are other locks.
        if (other != owner && entry.made && entry.mark->path == mark.path && entry.mark->database == mark.database &&
            entry.mark->form == mark.form && (!thread || entry.thread == *thread))
            shares.push_back(entry.made);
    }
    return shares;
}

bool HeldMarks::isShared(const LockFile *owner, const MadeMark *made) const
{
    const std::lock_guard guard(m_mutex);
    return std::ranges::any_of(
        m_entries, [&](const auto &item) { return item.first != owner && made && item.second.made.get() == made; });
}

void HeldMarks::leave(LockFile *owner)
{
    const std::lock_guard guard(m_mutex);
    m_entries.erase(owner);
}

bool HeldMarks::isOfThisThread(const Mark &mark) const
{
    return isHeld(mark, [](const LockFile *, const Entry &entry) { return entry.thread == currentThread(); });
}

bool HeldMarks::isOfAnother(const LockFile *owner, const Mark &mark) const
{
    return isHeld(mark, [owner](const LockFile *other, const Entry &) { return other != owner; });
}

template <typename Condition>
bool HeldMarks::isHeld(const Mark &mark, Condition condition) const
{
    std::vector<std::filesystem::path> candidates;
    {
        const std::lock_guard guard(m_mutex);
        for (const auto &[owner, entry] : m_entries) {
            if (condition(owner, entry) && entry.mark->database == mark.database &&
                entry.mark->path.filename() == mark.path.filename())
                candidates.push_back(entry.mark->path);
        }
    }
    // Compared without the mutex, so that a file system that does not respond blocks no other thread.
    return std::ranges::any_of(candidates, [&](const auto &candidate) { return isSameMark(candidate, mark.path); });
}

std::size_t HeldMarks::size() const
{
    const std::lock_guard guard(m_mutex);
    return m_entries.size();
}

} // namespace Lockscope
