// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/knownlocks.h"

namespace Lockscope {

void KnownLocks::told(const LockReport &report)
{
    const auto key = report.key();
    auto &known = m_locks[key];
    if (known.inode != report.inode) {
        unlinkInode(known, key);
        if (report.inode)
            m_keysByInode.emplace(*report.inode, key);
    }
    known = {report.path, report.inode, m_pass,
             report.verdict.state == Verdict::State::Held && report.verdict.reason == Verdict::Reason::PidAlive};
}

bool KnownLocks::forget(const std::string &key)
{
    const auto it = m_locks.find(key);
    if (it == m_locks.end())
        return false;
    erase(it);
    return true;
}

std::vector<std::string> KnownLocks::forgetBelow(const std::filesystem::path &folder)
{
    std::vector<std::string> keys;
    const auto below = folder.native() + "/";
    for (auto it = m_locks.lower_bound(below); it != m_locks.end() && it->first.starts_with(below); it = erase(it))
        keys.push_back(it->first);
    return keys;
}

std::vector<std::string> KnownLocks::forgetUnseen()
{
    std::vector<std::string> keys;
    for (auto it = m_locks.begin(); it != m_locks.end();) {
        if (it->second.pass == m_pass) {
            ++it;
            continue;
        }
        keys.push_back(it->first);
        it = erase(it);
    }
    return keys;
}

std::vector<std::filesystem::path> KnownLocks::pathsOf(const InodeKey &inode) const
{
    std::vector<std::filesystem::path> paths;
    const auto [begin, end] = m_keysByInode.equal_range(inode);
    for (auto it = begin; it != end; ++it) {
        if (const auto found = m_locks.find(it->second); found != m_locks.end() && !found->second.path.empty())
            paths.push_back(found->second.path);
    }
    return paths;
}

std::vector<std::filesystem::path> KnownLocks::restingOnProcesses() const
{
    std::vector<std::filesystem::path> paths;
    for (const auto &[key, known] : m_locks) {
        if (known.restsOnProcess)
            paths.push_back(known.path);
    }
    return paths;
}

KnownLocks::Locks::iterator KnownLocks::erase(Locks::iterator it)
{
    unlinkInode(it->second, it->first);
    return m_locks.erase(it);
}

void KnownLocks::unlinkInode(const Known &known, const std::string &key)
{
    if (!known.inode)
        return;
    const auto [begin, end] = m_keysByInode.equal_range(*known.inode);
    for (auto it = begin; it != end; ++it) {
        if (it->second == key) {
            m_keysByInode.erase(it);
            return;
        }
    }
}

} // namespace Lockscope
