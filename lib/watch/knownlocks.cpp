// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/knownlocks.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// Everything that a reader of the event would call a change of the lock, except its times: a heartbeat is not a
/// change.
std::uint64_t hashOf(const LockReport &report)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto mix = [&hash](std::string_view bytes) {
        for (const char byte : bytes)
            hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
        hash = (hash ^ bytes.size()) * 0x100000001b3U;
    };
    mix(report.format);
    mix(report.content);
    mix(report.linkTarget);
    mix(std::to_string(static_cast<int>(report.inodeType)));
    for (const auto &companion : report.companions)
        mix(companion.native());
    for (const auto &lock : report.kernelLocks)
        mix(std::to_string(static_cast<int>(lock.type) * 2 + static_cast<int>(lock.mode)));
    return hash;
}

std::vector<std::int64_t> pidsBehind(const LockReport &report)
{
    std::vector<std::int64_t> pids;
    if (report.verdict.state != Verdict::State::Held)
        return pids;
    for (const auto &lock : report.kernelLocks)
        for (const auto &holder : lock.holders)
            pids.push_back(holder.pid);
    if (report.process)
        pids.push_back(report.process->pid);
    std::ranges::sort(pids);
    pids.erase(std::unique(pids.begin(), pids.end()), pids.end());
    return pids;
}

std::vector<std::int64_t> waitersFor(const LockReport &report)
{
    std::vector<std::int64_t> pids;
    for (const auto &lock : report.kernelLocks)
        for (const auto &waiter : lock.waiters)
            pids.push_back(waiter.pid);
    std::ranges::sort(pids);
    pids.erase(std::unique(pids.begin(), pids.end()), pids.end());
    return pids;
}

/// The directory with its trailing slash, and the rest. For a key that is not a path: an empty string, and the key.
std::pair<std::string_view, std::string_view> split(std::string_view key)
{
    const auto slash = key.rfind('/');
    const auto length = slash == std::string_view::npos ? 0 : slash + 1;
    return {key.substr(0, length), key.substr(length)};
}

} // namespace

KnownLock KnownLock::of(const LockReport &report)
{
    return {.inode = report.inode,
            .created = report.created,
            .changed = report.changed,
            .content = hashOf(report),
            .pids = pidsBehind(report),
            .waiters = waitersFor(report),
            .format = report.format,
            .state = report.verdict.state,
            .reason = report.verdict.reason,
            .kernelLocked = std::ranges::any_of(
                report.kernelLocks, [](const KernelLock &lock) { return lock.type != KernelLock::Type::Lease; }),
            .mayBeKernelLocked = report.verdict.reason == Verdict::Reason::NoOwnerRecorded &&
                                 std::ranges::any_of(report.formats, [](const FormatMatch &match) {
                                     return match.id == "flock" || match.id == "fcntl";
                                 })};
}

void KnownLocks::confirm(const LockReport &report)
{
    const auto key = report.key();
    const auto [directoryName, name] = split(key);
    auto directory = m_directories.find(directoryName);
    if (directory == m_directories.end())
        directory = m_directories.emplace(directoryName, Directory()).first;
    auto lock = directory->second.find(name);
    if (lock == directory->second.end()) {
        lock = directory->second.emplace(name, KnownLock()).first;
        ++m_size;
    } else {
        unlink(lock->second, {&directory->first, &lock->first});
    }
    lock->second = KnownLock::of(report);
    lock->second.pass = m_pass;
    link(lock->second, {&directory->first, &lock->first});
}

const KnownLock *KnownLocks::find(std::string_view key) const
{
    const auto [directoryName, name] = split(key);
    const auto directory = m_directories.find(directoryName);
    if (directory == m_directories.end())
        return nullptr;
    const auto lock = directory->second.find(name);
    return lock == directory->second.end() ? nullptr : &lock->second;
}

bool KnownLocks::seen(std::string_view key)
{
    const auto [directoryName, name] = split(key);
    const auto directory = m_directories.find(directoryName);
    if (directory == m_directories.end())
        return false;
    const auto lock = directory->second.find(name);
    if (lock == directory->second.end())
        return false;
    lock->second.pass = m_pass;
    return true;
}

std::optional<KnownLock> KnownLocks::forget(std::string_view key)
{
    const auto [directoryName, name] = split(key);
    const auto directory = m_directories.find(directoryName);
    if (directory == m_directories.end())
        return {};
    const auto lock = directory->second.find(name);
    if (lock == directory->second.end())
        return {};
    Gone gone;
    erase(directory, lock, gone);
    if (directory->second.empty())
        m_directories.erase(directory);
    return std::move(gone.front().second);
}

KnownLocks::Gone KnownLocks::forgetBelow(const std::filesystem::path &path)
{
    Gone gone;
    const auto below = path.native().ends_with('/') ? path.native() : path.native() + "/";
    for (auto directory = m_directories.lower_bound(below);
         directory != m_directories.end() && directory->first.starts_with(below);) {
        for (auto lock = directory->second.begin(); lock != directory->second.end();)
            lock = erase(directory, lock, gone);
        directory = m_directories.erase(directory);
    }
    return gone;
}

KnownLocks::Gone KnownLocks::forgetUnseen(const std::vector<std::filesystem::path> &below)
{
    const auto isMeant = [&below](const std::string &directory, const std::string &name) {
        return below.empty() || std::ranges::any_of(below, [&](const std::filesystem::path &path) {
                   const auto &top = path.native();
                   return directory + name == top ||
                          (directory.starts_with(top) && directory.substr(top.size()).starts_with('/'));
               });
    };
    return forgetWhere([&](const std::string &directory, const std::string &name, const KnownLock &known) {
        return known.pass != m_pass && isMeant(directory, name);
    });
}

KnownLocks::Gone KnownLocks::forgetWhere(const Choice &isMeant)
{
    Gone gone;
    for (auto directory = m_directories.begin(); directory != m_directories.end();) {
        for (auto lock = directory->second.begin(); lock != directory->second.end();) {
            const bool goes = isMeant(directory->first, lock->first, lock->second);
            lock = goes ? erase(directory, lock, gone) : std::next(lock);
        }
        directory = directory->second.empty() ? m_directories.erase(directory) : std::next(directory);
    }
    return gone;
}

template <typename Key>
std::vector<std::string> KnownLocks::keysIn(const Index<Key> &index, const Key &key)
{
    std::vector<std::string> keys;
    for (auto entry = index.lower_bound({key, Name()}); entry != index.end() && entry->first == key; ++entry)
        keys.push_back(*entry->second.first + *entry->second.second);
    return keys;
}

std::vector<std::string> KnownLocks::keysOf(const InodeKey &inode) const
{
    return keysIn(m_byInode, inode);
}

std::vector<std::string> KnownLocks::keysRestingOn(std::int64_t pid) const
{
    return keysIn(m_byPid, pid);
}

bool KnownLocks::anyRestsOn(std::int64_t pid) const
{
    const auto entry = m_byPid.lower_bound({pid, Name()});
    return entry != m_byPid.end() && entry->first == pid;
}

bool KnownLocks::restsOnKernel(std::string_view key) const
{
    const auto *known = find(key);
    return known && known->restsOnKernel();
}

void KnownLocks::eachKernelDirectory(const std::function<void(const std::string &)> &callback) const
{
    for (const auto &[directory, locks] : m_directories) {
        if (directory.size() > 1 &&
            std::ranges::any_of(locks, [](const auto &lock) { return lock.second.restsOnKernel(); }))
            callback(directory.substr(0, directory.size() - 1));
    }
}

void KnownLocks::link(const KnownLock &known, const Name &name)
{
    if (known.inode)
        m_byInode.emplace(*known.inode, name);
    for (const auto pid : known.pids)
        m_byPid.emplace(pid, name);
    m_awaited += known.waiters.empty() ? 0 : 1;
}

void KnownLocks::unlink(const KnownLock &known, const Name &name)
{
    if (known.inode)
        m_byInode.erase({*known.inode, name});
    for (const auto pid : known.pids)
        m_byPid.erase({pid, name});
    m_awaited -= known.waiters.empty() ? 0 : 1;
}

KnownLocks::Directory::iterator KnownLocks::erase(Directories::iterator directory, Directory::iterator lock, Gone &gone)
{
    unlink(lock->second, {&directory->first, &lock->first});
    --m_size;
    gone.emplace_back(directory->first + lock->first, std::move(lock->second));
    return directory->second.erase(lock);
}

} // namespace Lockscope
