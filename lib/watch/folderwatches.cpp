// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/folderwatches.h"

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::uint32_t NameEvents = IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t EntryNameEvents = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

/// Without IN_CLOSE_NOWRITE and IN_OPEN: our own inspection of a file would be reported as a change, indefinitely.
constexpr std::uint32_t FolderEvents =
    EntryNameEvents | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | NameEvents | IN_EXCL_UNLINK;

/// A process that acquires a kernel lock opens the file first, and the last close releases the lock, also when a
/// process is killed.
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

Result<void> FolderWatches::add(const std::filesystem::path &folder, std::uint32_t mask, bool replaces)
{
    const auto &name = folder.native();
    if (follows(folder))
        mask |= FolderEvents; // the name may belong to another directory now
    // Added to the watch that the same directory may have under another name.
    const auto watch = m_inotify->add(reachable(folder), mask | IN_MASK_ADD);
    if (!watch)
        return watch.error();
    if (const auto known = m_folders.find(name); known != m_folders.end() && known->second.watch != *watch) {
        if (replaces)
            forgetBelow(folder);
        else
            drop(std::exchange(known->second.watch, -1), name);
    }
    m_folders[name].watch = *watch;
    auto &names = m_foldersByWatch[*watch];
    if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
    return {};
}

void FolderWatches::drop(int watch, const std::string &folder)
{
    const auto found = m_foldersByWatch.find(watch);
    if (found == m_foldersByWatch.end())
        return;
    std::erase(found->second, folder);
    if (!found->second.empty())
        return;
    m_inotify->remove(watch);
    m_foldersByWatch.erase(found);
}

Result<void> FolderWatches::follow(const std::filesystem::path &folder)
{
    if (!m_inotify || follows(folder))
        return {};
    const auto added = add(folder, FolderEvents | IN_DONT_FOLLOW, false);
    if (added)
        m_folders[folder.native()].whole = true;
    return added;
}

Result<void> FolderWatches::followPlace(const std::filesystem::path &folder)
{
    if (!m_inotify)
        return {};
    const auto added = add(folder, FolderEvents, true);
    if (added)
        m_folders[folder.native()].whole = true;
    return added;
}

Result<void> FolderWatches::followName(const std::filesystem::path &folder, const std::string &entry)
{
    if (!m_inotify)
        return {};
    const auto added = add(folder, NameEvents | (entry.empty() ? 0U : EntryNameEvents), false);
    if (added && !entry.empty())
        m_folders[folder.native()].entries.insert(entry);
    return added;
}

bool FolderWatches::follows(const std::filesystem::path &folder) const
{
    const auto found = m_folders.find(folder.native());
    return found != m_folders.end() && found->second.whole;
}

bool FolderWatches::tellUse(const std::filesystem::path &folder)
{
    if (!m_inotify || !follows(folder) || !m_used.insert(folder.native()).second)
        return false;
    static_cast<void>(
        m_inotify->add(reachable(folder), UseEvents | IN_ONLYDIR | IN_MASK_ADD)); // a removal has its own event
    return true;
}

void FolderWatches::tellNoUse()
{
    for (const auto &folder : std::exchange(m_used, {}))
        static_cast<void>(m_inotify->add(reachable(folder), FolderEvents));
}

void FolderWatches::forgetAll()
{
    for (const auto &[watch, folders] : m_foldersByWatch)
        m_inotify->remove(watch);
    m_foldersByWatch.clear();
    m_folders.clear();
    m_used.clear();
}

void FolderWatches::forgetBelow(const std::filesystem::path &folder)
{
    // An absolute path is not below the working directory.
    const auto below = folder.empty() ? std::string(1, '\0') : folder.native() + "/";
    for (auto it = m_folders.lower_bound(folder.native()); it != m_folders.end();) {
        const bool isBelow = it->first.starts_with(below);
        if (!isBelow && it->first != folder.native()) {
            if (it->first > below)
                break;
            ++it;
            continue;
        }
        drop(it->second.watch, it->first);
        m_used.erase(it->first);
        it = m_folders.erase(it);
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
    const auto found = m_foldersByWatch.find(event.watch);
    if (found == m_foldersByWatch.end())
        return;
    const bool isEnd = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0;
    const auto folders = found->second; // a copy: processing the events may remove some
    for (const auto &folder : folders) {
        const auto followed = m_folders.find(folder);
        if (isEnd) {
            if (!folder.empty())
                m_changes.lostFolders.insert(folder);
            forgetBelow(folder);
        } else if (!event.name.empty() && followed != m_folders.end() &&
                   (followed->second.whole ||
                    ((event.mask & EntryNameEvents) != 0 && followed->second.entries.contains(event.name)))) {
            noteEntry(event, folder);
        }
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
    noteMove(event, entry);
    if ((event.mask & IN_CREATE) != 0)
        m_asideMoves.cameAnew(entry);
    if ((event.mask & (UseEvents | IN_CLOSE_WRITE)) != 0)
        m_changes.used.insert(entry);
    if ((event.mask & ~(UseEvents | IN_ISDIR)) != 0)
        m_changes.entries.insert(entry); // a directory may itself be a lock
}

void FolderWatches::noteMove(const Inotify::Event &event, const std::filesystem::path &entry)
{
    if ((event.mask & IN_MOVED_FROM) != 0)
        m_movedFrom.emplace(event.cookie, entry);
    if ((event.mask & IN_MOVED_TO) == 0)
        return;
    // If a directory has several names, each rename is reported under each of them.
    std::optional<std::filesystem::path> from;
    for (const auto *moves : {&m_movedFromBefore, &m_movedFrom}) {
        const auto [begin, end] = moves->equal_range(event.cookie);
        for (auto move = begin; move != end; ++move) {
            if (!from || move->second.parent_path() == entry.parent_path())
                from = move->second;
        }
    }
    if (from)
        m_asideMoves.moved(*from, entry);
    else
        m_asideMoves.cameAnew(entry);
}

} // namespace Lockscope
