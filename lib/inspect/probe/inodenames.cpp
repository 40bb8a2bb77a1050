// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/probe/inodenames.h"

#include "system/directoryreader.h"

#include <algorithm>

namespace Lockscope {

namespace {

/// A directory may have millions of names.
constexpr std::size_t MostNamesRead = 100'000;

/// A lock that was created since is not among the names, and the directory is read again; but not for each lock whose
/// other name is elsewhere.
constexpr std::chrono::milliseconds Freshness{200};

} // namespace

std::vector<std::string> InodeNames::othersOf(std::uint64_t inode, std::string_view name)
{
    const auto find = [&] {
        std::vector<std::string> others;
        for (const auto &each : std::ranges::equal_range(m_names, inode, {}, &Name::inode)) {
            if (const std::string_view other = m_text.data() + each.at; other != name)
                others.emplace_back(other);
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
    m_text.clear();
    // Opened again: the scan of the directory is reading the existing descriptor.
    auto reader = DirectoryReader::openBelow(m_directory, {});
    while (reader && m_names.size() < MostNamesRead) {
        const auto entry = reader->next();
        if (!entry)
            break;
        m_names.push_back({entry->inode, m_text.size()});
        m_text.append(entry->name).push_back('\0');
    }
    std::ranges::sort(m_names, {}, &Name::inode);
    m_readAt = std::chrono::steady_clock::now();
}

} // namespace Lockscope
