// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "locks/markfile.h"
#include "system/threadnumber.h"

#include <lockscope/lockfile.h>

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// A mark that this process made. Several objects may hold it: with pylockfile a lock belongs to a thread or to a
/// process and not to an object, and any of them releases it.
struct MadeMark
{
    std::recursive_mutex mutex; ///< for all below, as the objects may be used by several threads
    bool isHeld = false;        ///< from when it is made until it is released
    std::string name;           ///< what tells it from others: a name, a target, a text
    MarkFile file;              ///< the file that is, or is linked to, the mark
};

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
        std::string form = {}; ///< kind and whether threads are told apart: marks of another form are others'
    };

    static HeldMarks &instance();

    /// The mark, the thread for which the owner acquires it and, if they belong together, all that share it.
    /// REQUIRES: the mark outlives its entry.
    void enter(LockFile *owner, const Mark &mark, ThreadNumber thread = currentThread(),
               std::shared_ptr<MadeMark> made = {});
    /// What other objects of the same class hold for this thread, or for any thread if none is named.
    std::vector<std::shared_ptr<MadeMark>> sharesOf(const LockFile *owner, const Mark &mark,
                                                    std::optional<ThreadNumber> thread) const;
    /// Whether another object holds it too.
    bool isShared(const LockFile *owner, const MadeMark *made) const;
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
        std::shared_ptr<MadeMark> made = {}; ///< null: it is nobody else's
    };
    mutable std::mutex m_mutex;
    std::map<LockFile *, Entry> m_entries; ///< by the object that holds
};

} // namespace Lockscope
