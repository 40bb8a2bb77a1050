// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/folderwatches.h"

#include <algorithm>
#include <set>

namespace Lockscope {

namespace {

/// Not IN_CLOSE_NOWRITE nor IN_OPEN: looking at a file would tell ourselves of a change, for ever.
constexpr std::uint32_t FolderEvents = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE |
                                       IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                                       IN_DONT_FOLLOW | IN_EXCL_UNLINK;

} // namespace

Result<void> FolderWatches::open()
{
    auto inotify = Inotify::create();
    if (!inotify)
        return inotify.error();
    m_inotify = std::move(*inotify);
    return {};
}

Result<void> FolderWatches::follow(const std::filesystem::path &folder)
{
    if (!m_inotify || follows(folder))
        return {};
    const auto watch = m_inotify->add(folder, FolderEvents);
    if (!watch)
        return watch.error();
    m_folderByWatch[*watch] = folder;
    m_watchByFolder[folder.native()] = *watch;
    return {};
}

bool FolderWatches::follows(const std::filesystem::path &folder) const
{
    return m_watchByFolder.contains(folder.native());
}

void FolderWatches::forgetAll()
{
    for (const auto &[watch, folder] : m_folderByWatch)
        m_inotify->remove(watch);
    m_folderByWatch.clear();
    m_watchByFolder.clear();
}

void FolderWatches::forgetBelow(const std::filesystem::path &folder)
{
    const auto below = folder.native() + "/";
    for (auto it = m_watchByFolder.lower_bound(folder.native()); it != m_watchByFolder.end();) {
        const bool isBelow = it->first.starts_with(below);
        if (!isBelow && it->first != folder.native()) {
            if (it->first > below)
                break;
            ++it;
            continue;
        }
        m_inotify->remove(it->second);
        m_folderByWatch.erase(it->second);
        it = m_watchByFolder.erase(it);
    }
}

FolderWatches::Changes FolderWatches::drain()
{
    Changes changes;
    if (!m_inotify)
        return changes;
    std::set<std::filesystem::path> entries;
    std::set<std::filesystem::path> newFolders;
    std::set<std::filesystem::path> lostFolders;
    for (const auto &event : m_inotify->read()) {
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            changes.overflow = true;
            continue;
        }
        const auto found = m_folderByWatch.find(event.watch);
        if (found == m_folderByWatch.end())
            continue;
        const auto folder = found->second;
        if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0) {
            lostFolders.insert(folder);
            forgetBelow(folder);
            continue;
        }
        if (event.name.empty())
            continue;
        const auto entry = folder / event.name;
        if ((event.mask & IN_ISDIR) != 0) {
            if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0) {
                newFolders.erase(entry);
                lostFolders.insert(entry);
                forgetBelow(entry);
            } else if ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
                newFolders.insert(entry);
            }
        }
        entries.insert(entry); // a folder may itself be a lock
    }
    changes.entries.assign(entries.begin(), entries.end());
    changes.newFolders.assign(newFolders.begin(), newFolders.end());
    changes.lostFolders.assign(lostFolders.begin(), lostFolders.end());
    return changes;
}

} // namespace Lockscope
