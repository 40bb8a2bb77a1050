// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/inodenames.h"

#include "system/folderreader.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// A folder may have millions of names.
constexpr std::size_t MostNamesRead = 100'000;

/// A lock that was made since is not among the names, and the folder is read again; but not for each lock whose other
/// name lies elsewhere.
constexpr std::chrono::milliseconds Freshness{200};

} // namespace

std::vector<std::string> InodeNames::othersOf(std::uint64_t inode, std::string_view name)
{
    const auto find = [&] {
        std::vector<std::string> others;
        for (const auto &each : std::ranges::equal_range(m_names, inode, {}, &Name::inode)) {
            if (each.name != name)
                others.push_back(each.name);
        }
        return others;
    };
    auto others = find();
    if (!others.empty() || std::chrono::steady_clock::now() - m_readAt < Freshness)
        return others;
    read();
    return find();
}

void InodeNames::read()
{
    m_names.clear();
    // Opened anew: whoever scans the folder is reading the descriptor at hand.
    auto reader = FolderReader::openBelow(m_folder, {});
    while (reader && m_names.size() < MostNamesRead) {
        const auto entry = reader->next();
        if (!entry)
            break;
        m_names.push_back({entry->inode, entry->name});
    }
    std::ranges::sort(m_names, {}, &Name::inode);
    const auto isSingle = [this](auto name) {
        const auto next = name + 1;
        return (name == m_names.begin() || (name - 1)->inode != name->inode) &&
               (next == m_names.end() || next->inode != name->inode);
    };
    std::vector<Name> several;
    for (auto name = m_names.begin(); name != m_names.end(); ++name) {
        if (!isSingle(name))
            several.push_back(*name);
    }
    m_names = std::move(several);
    m_readAt = std::chrono::steady_clock::now();
}

} // namespace Lockscope
