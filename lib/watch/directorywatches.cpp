// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/directorywatches.h"

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::uint32_t NameEvents = IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t EntryNameEvents = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

/// Without IN_CLOSE_NOWRITE and IN_OPEN: our own inspection of a file would be reported as a change, indefinitely.
constexpr std::uint32_t DirectoryEvents =
    EntryNameEvents | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | NameEvents | IN_EXCL_UNLINK;

/// A process that acquires a kernel lock opens the file first, and the last close releases the lock, also when a
/// process is killed.
constexpr std::uint32_t UseEvents = IN_OPEN | IN_CLOSE_NOWRITE;

std::filesystem::path reachable(const std::filesystem::path &directory)
{
    return directory.empty() ? std::filesystem::path(".") : directory;
}

} // namespace

Result<void> DirectoryWatches::open()
{
    auto inotify = Inotify::create();
    if (!inotify) {
        m_unavailable = inotify.error();
        return m_unavailable;
    }
    m_inotify = std::move(*inotify);
    return {};
}

Result<void> DirectoryWatches::add(const std::filesystem::path &directory, std::uint32_t mask, bool replaces)
{
    const auto &name = directory.native();
    if (follows(directory))
        mask |= DirectoryEvents; // the name may belong to another directory now
    // Added to the watch that the same directory may have under another name.
    const auto watch = m_inotify->add(reachable(directory), mask | IN_MASK_ADD);
    if (!watch)
        return watch.error();
    if (const auto known = m_directories.find(name); known != m_directories.end() && known->second.watch != *watch) {
        if (replaces)
            forgetBelow(directory);
        else
            drop(std::exchange(known->second.watch, -1), name);
    }
    m_directories[name].watch = *watch;
    auto &names = m_directoriesByWatch[*watch];
    if (std::ranges::find(names, name) == names.end())
        names.push_back(name);
    return {};
}

void DirectoryWatches::drop(int watch, const std::string &directory)
{
    const auto found = m_directoriesByWatch.find(watch);
    if (found == m_directoriesByWatch.end())
        return;
    std::erase(found->second, directory);
    if (!found->second.empty())
        return;
    m_inotify->remove(watch);
    m_directoriesByWatch.erase(found);
}

Result<void> DirectoryWatches::follow(const std::filesystem::path &directory)
{
    if (!m_inotify)
        return m_unavailable;
    // Also if it is followed: it may have replaced another directory of this name, whose end was not reported yet.
    const auto added = add(directory, DirectoryEvents | IN_DONT_FOLLOW, true);
    if (added)
        m_directories[directory.native()].whole = true;
    return added;
}

Result<void> DirectoryWatches::followPlace(const std::filesystem::path &directory)
{
    if (!m_inotify)
        return m_unavailable;
    const auto added = add(directory, DirectoryEvents, true);
    if (added)
        m_directories[directory.native()].whole = true;
    return added;
}

Result<void> DirectoryWatches::followName(const std::filesystem::path &directory, const std::string &entry)
{
    if (!m_inotify)
        return {};
    const auto added = add(directory, NameEvents | (entry.empty() ? 0U : EntryNameEvents), false);
    if (added && !entry.empty())
        m_directories[directory.native()].entries.insert(entry);
    return added;
}

bool DirectoryWatches::follows(const std::filesystem::path &directory) const
{
    const auto found = m_directories.find(directory.native());
    return found != m_directories.end() && found->second.whole;
}

bool DirectoryWatches::reportUse(const std::filesystem::path &directory)
{
    if (!m_inotify || !follows(directory) || !m_used.insert(directory.native()).second)
        return false;
    static_cast<void>(
        m_inotify->add(reachable(directory), UseEvents | IN_ONLYDIR | IN_MASK_ADD)); // a removal has its own event
    return true;
}

bool DirectoryWatches::wasQuarantined(const std::filesystem::path &path)
{
    collect();
    if (!asideMoves().isAside(path))
        return false;
    asideMoves().forget(path);
    return true;
}

void DirectoryWatches::forgetAll()
{
    for (const auto &[watch, directories] : m_directoriesByWatch)
        m_inotify->remove(watch);
    m_directoriesByWatch.clear();
    m_directories.clear();
    m_used.clear();
}

void DirectoryWatches::forgetBelow(const std::filesystem::path &directory)
{
    // An absolute path is not below the working directory.
    const auto below = directory.empty() ? std::string(1, '\0') : directory.native() + "/";
    for (auto it = m_directories.lower_bound(directory.native()); it != m_directories.end();) {
        const bool isBelow = it->first.starts_with(below);
        if (!isBelow && it->first != directory.native()) {
            if (it->first > below)
                break;
            ++it;
            continue;
        }
        drop(it->second.watch, it->first);
        m_used.erase(it->first);
        it = m_directories.erase(it);
    }
}

void DirectoryWatches::collect()
{
    if (!m_inotify)
        return;
    for (const auto &event : m_inotify->read())
        note(event);
}

DirectoryWatches::Changes DirectoryWatches::take()
{
    collect();
    m_movedFromBefore = std::exchange(m_movedFrom, {});
    return std::exchange(m_changes, {});
}

void DirectoryWatches::note(const Inotify::Event &event)
{
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
        m_changes.overflow = true;
        return;
    }
    const auto found = m_directoriesByWatch.find(event.watch);
    if (found == m_directoriesByWatch.end())
        return;
    const bool isEnd = (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0;
    const auto directories = found->second; // a copy: processing the events may remove some
    for (const auto &directory : directories) {
        const auto followed = m_directories.find(directory);
        if (isEnd) {
            if (!directory.empty())
                m_changes.lostDirectories.insert(directory);
            forgetBelow(directory);
        } else if (!event.name.empty() && followed != m_directories.end() &&
                   (followed->second.whole ||
                    ((event.mask & EntryNameEvents) != 0 && followed->second.entries.contains(event.name)))) {
            noteEntry(event, directory);
        }
    }
}

void DirectoryWatches::noteEntry(const Inotify::Event &event, const std::filesystem::path &directory)
{
    const auto entry = directory / event.name;
    if ((event.mask & IN_ISDIR) != 0) {
        if ((event.mask & (IN_MOVED_FROM | IN_DELETE)) != 0) {
            m_changes.newDirectories.erase(entry);
            m_changes.lostDirectories.insert(entry);
            forgetBelow(entry);
        } else if ((event.mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
            m_changes.newDirectories.insert(entry);
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

void DirectoryWatches::noteMove(const Inotify::Event &event, const std::filesystem::path &entry)
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
