// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"
#include "watch/quarantinemoves.h"

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

/// The directories that inotify watches, and the changes in them. Watches are on directories, never on files, because
/// lock files are created and removed.
class DirectoryWatches
{
public:
    using Paths = std::set<std::filesystem::path>;

    /// The changes since the last take(), each path once.
    struct Changes
    {
        Paths entries;         ///< appeared, changed or removed
        Paths used;            ///< opened or closed, which may acquire or release a kernel lock
        Paths newDirectories;  ///< to be scanned and watched
        Paths lostDirectories; ///< with everything below them
        bool overflow = false; ///< events were lost: everything must be inspected again

        bool isEmpty() const
        {
            return entries.empty() && used.empty() && newDirectories.empty() && lostDirectories.empty() && !overflow;
        }
    };

    /// Fails if the user's inotify instances are used up: then only polling is left.
    Result<void> open();
    /// Watches the entries of a directory; does nothing if it is watched already. An empty path is the working
    /// directory, for names without a directory. The kernel has one watch per directory, however many names it has: a
    /// change in it is reported under each name that is watched.
    Result<void> follow(const std::filesystem::path &directory);
    /// The same for a place that the user named, or the expected path of one: a symbolic link as the last component is
    /// followed. If the name now belongs to another directory, that one is watched instead.
    Result<void> followPlace(const std::filesystem::path &directory);
    /// Watches only for the removal of this directory under its name (lostDirectories), and for the creation and
    /// removal of one entry in it, if `entry` is not empty. For the directories above a place: a directory in which a
    /// deleted file is still open does not report its own removal.
    Result<void> followName(const std::filesystem::path &directory, const std::string &entry = {});
    bool follows(const std::filesystem::path &directory) const;
    /// Also reports files that are opened and closed in a watched directory; does nothing if it is not watched any
    /// more. This includes our own inspections, so such a report must not lead to an inspection of the file. True if
    /// this was not enabled before.
    bool reportUse(const std::filesystem::path &directory);
    void forgetAll();

    /// Moves the events from the kernel's queue, which is limited, into this object.
    void collect();
    /// Calls collect() and returns all stored changes.
    Changes take();
    /// Whether a removed file was quarantined. A lock may be found removed before the events that explain why are read,
    /// so this reads them.
    bool wasQuarantined(const std::filesystem::path &path);
    /// Whether there are changes that were not returned yet, so that there is no need to wait.
    bool hasChanges() const { return !m_changes.isEmpty(); }
    /// The names freed by breaks, according to the events that collect() has read.
    QuarantineMoves &asideMoves() { return m_asideMoves; }
    /// For polling; -1 if inotify is not available.
    int fd() const { return m_inotify ? m_inotify->fd() : -1; }

private:
    struct Followed
    {
        int watch = -1;
        bool whole = false;            ///< false: only its own removal and these entries
        std::set<std::string> entries; ///< reported although the directory is not watched as a whole
    };

    Result<void> add(const std::filesystem::path &directory, std::uint32_t mask, bool replaces);
    /// Removes this name from the watch, and the watch itself if it has no other name.
    void drop(int watch, const std::string &directory);
    void note(const Inotify::Event &event);
    void noteEntry(const Inotify::Event &event, const std::filesystem::path &directory);
    void noteMove(const Inotify::Event &event, const std::filesystem::path &entry);
    void forgetBelow(const std::filesystem::path &directory);

    std::optional<Inotify> m_inotify;
    Result<void> m_unavailable;                                             ///< why there is no inotify
    std::unordered_map<int, std::vector<std::string>> m_directoriesByWatch; ///< the names of each directory
    std::map<std::string, Followed> m_directories; ///< ordered, so that all directories below one are adjacent
    std::set<std::string> m_used;                  ///< the directories for which opening and closing is reported
    using MovedFrom = std::multimap<std::uint32_t, std::filesystem::path>; ///< by cookie
    MovedFrom m_movedFrom;
    MovedFrom m_movedFromBefore; ///< take() may be called between the two events of a rename
    QuarantineMoves m_asideMoves;
    Changes m_changes;
};

} // namespace Lockscope
