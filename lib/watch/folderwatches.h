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
    /// Follows what is in a folder. A folder that is followed already stays so. A link in the last place is followed
    /// where it stands for a place that somebody named. An empty path is the working folder, for names alone.
    Result<void> follow(const std::filesystem::path &folder, bool isPlace = false);
    /// Tells only of the end of this folder under its name: lostFolders. For those above a place.
    Result<void> followName(const std::filesystem::path &folder);
    bool follows(const std::filesystem::path &folder) const;
    /// Tells of files that are opened and closed in a folder that is followed, or of none any more. Our own looks are
    /// among them, so that what they tell must not lead to a look at the file.
    void tellUse(const std::filesystem::path &folder);
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
    void note(const Inotify::Event &event);
    void noteEntry(const Inotify::Event &event, const std::filesystem::path &folder);
    void forgetBelow(const std::filesystem::path &folder);

    std::optional<Inotify> m_inotify;
    std::unordered_map<int, std::filesystem::path> m_folderByWatch;
    std::map<std::string, int> m_watchByFolder; ///< ordered, so that all folders below one stand together
    std::set<std::string> m_used;               ///< of these, use is told
    using MovedFrom = std::map<std::uint32_t, std::filesystem::path>; ///< by cookie
    MovedFrom m_movedFrom;
    MovedFrom m_movedFromBefore; ///< the kernel tells the two ends of a rename apart: a take may come between them
    AsideMoves m_asideMoves;
    Changes m_changes;
};

} // namespace Lockscope
