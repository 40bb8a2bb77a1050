// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"
#include "watch/asidemoves.h"

#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace Lockscope {

/// Which folders inotify follows, and what happened in them. A watch is on a folder, never on a file: a lock file comes
/// and goes.
class FolderWatches
{
public:
    using Paths = std::set<std::filesystem::path>;

    /// What happened since it was taken last, each path once.
    struct Changes
    {
        Paths entries;         ///< appeared, changed or went away
        Paths used;            ///< opened or closed, which may take or give up a kernel lock
        Paths newFolders;      ///< to be scanned and followed
        Paths lostFolders;     ///< with everything below them
        bool overflow = false; ///< events were lost: only a look at everything helps

        bool isEmpty() const
        {
            return entries.empty() && used.empty() && newFolders.empty() && lostFolders.empty() && !overflow;
        }
    };

    /// Fails where the user's inotify instances are used up: then only looking again and again is left.
    Result<void> open();
    /// Follows what is in a directory. One that is followed already stays so. An empty path is the working directory,
    /// for names alone. The kernel has one watch for each directory, whatever its names are: what happens in it is told
    /// under each name that it is followed by.
    Result<void> follow(const std::filesystem::path &folder);
    /// The same for a place that somebody named, or that one is expected in: a link in the last place is followed. If
    /// another directory has this name by now, that one is followed instead.
    Result<void> followPlace(const std::filesystem::path &folder);
    /// Tells only of the end of this directory under its name (lostFolders), and of the coming and going of one entry
    /// in it, if that is not empty. For those above a place: a directory in which a deleted file is still open does not
    /// report its own end.
    Result<void> followName(const std::filesystem::path &folder, const std::string &entry = {});
    bool follows(const std::filesystem::path &folder) const;
    /// Tells of files that are opened and closed in a folder that is followed, or of none any more. Our own looks are
    /// among them, so that what they tell must not lead to a look at the file. True if it was not told before.
    bool tellUse(const std::filesystem::path &folder);
    void tellNoUse();
    void forgetAll();

    /// Empties the kernel's queue, which is bounded, into what is kept here.
    void collect();
    /// collect(), and all that is kept.
    Changes take();
    /// Whether something is kept that was not taken yet: then there is nothing to wait for.
    bool hasChanges() const { return !m_changes.isEmpty(); }
    /// What breaks freed, by all that collect() found.
    AsideMoves &asideMoves() { return m_asideMoves; }
    /// To be polled; -1 where inotify is not to be had.
    int fd() const { return m_inotify ? m_inotify->fd() : -1; }

private:
    struct Followed
    {
        int watch = -1;
        bool whole = false;            ///< else only its own end and these entries
        std::set<std::string> entries; ///< told of although it is not followed as a whole
    };

    Result<void> add(const std::filesystem::path &folder, std::uint32_t mask, bool replaces);
    /// Takes this name from the watch, and the watch away if it has no other.
    void drop(int watch, const std::string &folder);
    void note(const Inotify::Event &event);
    void noteEntry(const Inotify::Event &event, const std::filesystem::path &folder);
    void noteMove(const Inotify::Event &event, const std::filesystem::path &entry);
    void forgetBelow(const std::filesystem::path &folder);

    std::optional<Inotify> m_inotify;
    std::unordered_map<int, std::vector<std::string>> m_foldersByWatch; ///< the names of one directory
    std::map<std::string, Followed> m_folders; ///< ordered, so that all folders below one stand together
    std::set<std::string> m_used;              ///< of these, use is told
    using MovedFrom = std::multimap<std::uint32_t, std::filesystem::path>; ///< by cookie
    MovedFrom m_movedFrom;
    MovedFrom m_movedFromBefore; ///< the kernel tells the two ends of a rename apart: a take may come between them
    AsideMoves m_asideMoves;
    Changes m_changes;
};

} // namespace Lockscope
