// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/inotify.h"

#include <lockscope/result.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace Lockscope {

/// Which folders inotify follows, and what happened in them. A watch is on a folder, never on a file: a lock file comes
/// and goes.
class FolderWatches
{
public:
    /// What one drain of the queue found, each path once.
    struct Changes
    {
        std::vector<std::filesystem::path> entries;     ///< appeared, changed or went away
        std::vector<std::filesystem::path> newFolders;  ///< to be scanned and followed
        std::vector<std::filesystem::path> lostFolders; ///< with everything below them
        bool overflow = false;                          ///< events were lost: only a look at everything helps

        bool isEmpty() const { return entries.empty() && newFolders.empty() && lostFolders.empty() && !overflow; }
    };

    /// Fails where the user's inotify instances are used up: then only looking again and again is left.
    Result<void> open();
    /// Follows one folder. A folder that is followed already stays so.
    Result<void> follow(const std::filesystem::path &folder);
    bool follows(const std::filesystem::path &folder) const;
    void forgetAll();
    Changes drain();
    /// To be polled; -1 where inotify is not to be had.
    int fd() const { return m_inotify ? m_inotify->fd() : -1; }

private:
    void forgetBelow(const std::filesystem::path &folder);

    std::optional<Inotify> m_inotify;
    std::unordered_map<int, std::filesystem::path> m_folderByWatch;
    std::map<std::string, int> m_watchByFolder; ///< ordered, so that all folders below one stand together
};

} // namespace Lockscope
