// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/threadnumber.h"

#include <lockscope/lockfile.h>

#include <filesystem>
#include <map>
#include <mutex>

namespace Lockscope {

/// The marks that this process holds, with the threads that made them, so that a thread which would wait for itself is
/// told. Safe in any thread. A forked child starts with an empty register: it holds none of its parent's.
///
/// What is still held when the process exits is released then, also of objects that nobody destroys.
class HeldMarks
{
public:
    /// A mark's name, and where that is not all, the database that it is a row of.
    struct Mark
    {
        std::filesystem::path path;
        std::filesystem::path database;
    };

    static HeldMarks &instance();

    /// REQUIRES: the mark outlives its entry.
    void enter(LockFile *owner, const Mark &mark);
    void leave(LockFile *owner);
    /// Whether the mark, however its path is spelled, was made by the calling thread.
    bool isOfThisThread(const Mark &mark) const;
    /// Whether an object of this process, in any thread, holds the mark or is about to; this one aside.
    bool isOfAnother(const LockFile *owner, const Mark &mark) const;
    std::size_t size() const;

private:
    HeldMarks();
    void releaseAll();
    template <typename Condition>
    bool isHeld(const Mark &mark, Condition condition) const;

    struct Entry
    {
        const Mark *mark = nullptr;
        ThreadNumber thread = {};
    };
    mutable std::mutex m_mutex;
    std::map<LockFile *, Entry> m_entries; ///< by the object that holds
};

} // namespace Lockscope
