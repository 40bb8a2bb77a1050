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

/// A marker that this process created. Several objects may hold it: in pylockfile a lock belongs to a thread or a
/// process and not to an object, and each of these objects can release it.
struct MadeMark
{
    std::recursive_mutex mutex; ///< guards all members, because the objects may be used by several threads
    bool isHeld = false;        ///< from creation to release
    std::string name;           ///< identifies the marker: a name, a target or a text
    MarkFile file;              ///< the file that is the marker, or that the marker is a link to
};

/// The registry of the markers that this process holds and the threads that created them. It detects a thread that
/// would wait for itself. Thread-safe. A forked child starts with an empty registry, because it holds none of its
/// parent's locks.
///
/// Locks that are still held when the process exits are released then, even if their objects are never destroyed.
class HeldMarks
{
public:
    /// The path of a marker and, for a row, the database that contains it.
    struct Mark
    {
        std::filesystem::path path;
        std::filesystem::path database;
        std::string form = {}; ///< kind, and whether the owner is a thread or the process: markers of another form do
                               ///< not belong to this holder
    };

    static HeldMarks &instance();

    /// Adds the marker, with the thread for which the owner acquires it and, if several objects share it, the shared
    /// data. REQUIRES: the marker outlives its entry.
    void enter(LockFile *owner, const Mark &mark, ThreadNumber thread = currentThread(),
               std::shared_ptr<MadeMark> made = {});
    /// The markers that other objects of the same class hold for this thread, or for any thread if none is given.
    std::vector<std::shared_ptr<MadeMark>> sharesOf(const LockFile *owner, const Mark &mark,
                                                    std::optional<ThreadNumber> thread) const;
    /// Whether another object also holds it.
    bool isShared(const LockFile *owner, const MadeMark *made) const;
    void leave(LockFile *owner);
    /// Whether the calling thread created the marker, however its path is spelled.
    bool isOfThisThread(const Mark &mark) const;
    /// Whether another object of this process, in any thread, holds the marker or is about to create it.
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
        std::shared_ptr<MadeMark> made = {}; ///< null: not shared with other objects
    };
    mutable std::mutex m_mutex;
    std::map<LockFile *, Entry> m_entries; ///< by the object that holds the marker
};

} // namespace Lockscope
