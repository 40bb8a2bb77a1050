// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/folderwatches.h"

namespace Lockscope {

namespace {

constexpr std::uint32_t NameEvents = IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

/// Not IN_CLOSE_NOWRITE nor IN_OPEN: looking at a file would tell ourselves of a change, for ever.
constexpr std::uint32_t FolderEvents = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE |
                                       IN_MODIFY | IN_ATTRIB | NameEvents | IN_EXCL_UNLINK;

/// Whoever takes a kernel lock opens the file first, and the last close gives it up, also when a process is killed.
constexpr std::uint32_t UseEvents = IN_OPEN | IN_CLOSE_NOWRITE;

std::filesystem::path reachable(const std::filesystem::path &folder)
{
    return folder.empty() ? std::filesystem::path(".") : folder;
}

} // namespace

Result<void> FolderWatches::open()
{
    auto inotify = Inotify::create();
    if (!inotify)
        return inotify.error();
    m_inotify = std::move(*inotify);
    return {};
}

Result<void> FolderWatches::follow(const std::filesystem::path &folder, bool isPlace)
{
    if (!m_inotify || follows(folder))
        return {};
    const auto watch = m_inotify->add(reachable(folder), FolderEvents | (isPlace ? 0U : IN_DONT_FOLLOW));
    if (!watch)
        return watch.error();
    m_folderByWatch[*watch] = folder;
    m_watchByFolder[folder.native()] = *watch;
    return {};
}

Result<void> FolderWatches::followName(const std::filesystem::path &folder)
{
    if (!m_inotify || follows(folder))
        return {};
    // Added to what is asked of the same folder under another name already.
    const auto watch = m_inotify->add(reachable(folder), NameEvents | IN_MASK_ADD);
    if (!watch)
        return watch.error();
    m_folderByWatch.emplace(*watch, folder);
    return {};
}

bool FolderWatches::follows(const std::filesystem::path &folder) const
{
    return m_watchByFolder.contains(folder.native());
}

void FolderWatches::tellUse(const std::filesystem::path &folder)
{
    if (m_inotify && follows(folder) && m_used.insert(folder.native()).second)
        static_cast<void>(
            m_inotify->add(reachable(folder), UseEvents | IN_ONLYDIR | IN_MASK_ADD)); // gone: its own event tells
}

void FolderWatches::tellNoUse()
{
    for (const auto &folder : std::exchange(m_used, {}))
        static_cast<void>(m_inotify->add(reachable(folder), FolderEvents));
}

void FolderWatches::forgetAll()
{
    for (const auto &[watch, folder] : m_folderByWatch)
        m_inotify->remove(watch);
    m_folderByWatch.clear();
    m_watchByFolder.clear();
    m_used.clear();
}

void FolderWatches::forgetBelow(const std::filesystem::path &folder)
{
    // What has a path from the root does not lie below the working folder.
    const auto below = folder.empty() ? std::string(1, '\0') : folder.native() + "/";
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
        m_used.erase(it->first);
        it = m_watchByFolder.erase(it);
    }
}

void FolderWatches::collect()
{
    if (!m_inotify)
        return;
    for (const auto &event : m_inotify->read())
        note(event);
}

FolderWatches::Changes FolderWatches::take()
{
    collect();
    m_movedFromBefore = std::exchange(m_movedFrom, {});
    return std::exchange(m_changes, {});
}

void FolderWatches::note(const Inotify::Event &event)
{
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
        m_changes.overflow = true;
        return;
    }
    const auto found = m_folderByWatch.find(event.watch);
    if (found == m_folderByWatch.end())
        return;
    const auto folder = found->second;
    if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0) {
        if (!folder.empty())
            m_changes.lostFolders.insert(folder);
        m_inotify->remove(event.watch);
        m_folderByWatch.erase(event.watch);
        forgetBelow(folder);
    } else if (!event.name.empty()) {
        noteEntry(event, folder);
    }
}

void FolderWatches::noteEntry(const Inotify::Event &event, const std::filesystem::path &folder)
{
    const auto entry = folder / event.name;
    if ((event.mask & IN_ISDIR) != 0) {
        if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0) {
            m_changes.newFolders.erase(entry);
            m_changes.lostFolders.insert(entry);
            forgetBelow(entry);
        } else if ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
            m_changes.newFolders.insert(entry);
        }
    }
    if ((event.mask & IN_MOVED_FROM) != 0)
        m_movedFrom[event.cookie] = entry;
    if ((event.mask & IN_MOVED_TO) != 0) {
        auto from = m_movedFrom.extract(event.cookie);
        if (from.empty())
            from = m_movedFromBefore.extract(event.cookie);
        if (from.empty())
            m_asideMoves.cameAnew(entry);
        else
            m_asideMoves.moved(from.mapped(), entry);
    }
    if ((event.mask & IN_CREATE) != 0)
        m_asideMoves.cameAnew(entry);
    if ((event.mask & (UseEvents | IN_CLOSE_WRITE)) != 0)
        m_changes.used.insert(entry);
    if ((event.mask & ~(UseEvents | IN_ISDIR)) != 0)
        m_changes.entries.insert(entry); // a folder may itself be a lock
}

} // namespace Lockscope
