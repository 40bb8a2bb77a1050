// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/probe/directorysurroundings.h"

#include "inspect/pathnames.h"
#include "inspect/probe/probe.h"
#include "system/answers.h"
#include "system/systemcalls.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// A directory may have millions of names: the search for the names of an inode ends after this many.
constexpr int MostNamesRead = 10'000;
constexpr std::size_t MostEntries = 64;
constexpr std::size_t MostContent = 4096;

} // namespace

DirectorySurroundings::DirectorySurroundings(DirectoryAtHand directory, const std::filesystem::path &path,
                                             std::uint64_t inode, const HostSnapshot &machine)
    : m_given(directory)
    , m_path(path)
    , m_name(lastComponent(path))
    , m_inode(inode)
    , m_machine(machine)
{}

int DirectorySurroundings::directory() const
{
    if (m_given.fd != AT_FDCWD)
        return m_given.fd;
    if (!m_triedToOpen) {
        m_triedToOpen = true;
        if (auto opened = DirectoryReader::open(m_path.has_parent_path() ? m_path.parent_path() : "."))
            m_opened = std::move(*opened);
    }
    return m_opened ? m_opened->fd() : -1;
}

std::vector<std::string> DirectorySurroundings::otherNames() const
{
    if (m_given.names)
        return m_given.names->othersOf(m_inode, m_name);
    std::vector<std::string> names;
    auto reader = DirectoryReader::openBelow(directory(), {});
    if (!reader)
        return names;
    for (int read = 0; read < MostNamesRead; ++read) {
        const auto entry = reader->next();
        if (!entry)
            break;
        if (entry->inode == m_inode && entry->name != m_name)
            names.emplace_back(entry->name);
    }
    return names;
}

bool DirectorySurroundings::has(const std::string &name) const
{
    struct stat status;
    return sys().fstatat(directory(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

std::string DirectorySurroundings::contentOf(const std::string &name) const
{
    const auto slash = name.rfind('/');
    std::optional<DirectoryReader> below;
    if (slash != std::string::npos) {
        auto opened = DirectoryReader::openBelow(directory(), name.substr(0, slash));
        if (!opened)
            return {};
        below = std::move(*opened);
    }
    const auto last = slash == std::string::npos ? name : name.substr(slash + 1);
    auto probed = probe({.directory = below ? below->fd() : directory(), .name = last.c_str()}, m_machine);
    probed.content.resize(std::min(probed.content.size(), MostContent));
    return probed.content;
}

bool DirectorySurroundings::leadsToDirectory() const
{
    struct stat status;
    return !mountToWaitFor(m_path, m_machine.mounts()) &&
           sys().fstatat(directory(), std::string(m_name).c_str(), &status, 0) == 0 && S_ISDIR(status.st_mode);
}

std::optional<std::vector<std::string>> DirectorySurroundings::entriesOf(const std::string &name) const
{
    auto reader = DirectoryReader::openBelow(directory(), name.empty() ? m_name : std::string_view(name));
    if (!reader)
        return std::nullopt;
    std::vector<std::string> names;
    while (names.size() < MostEntries) {
        const auto entry = reader->next();
        if (!entry)
            break;
        names.emplace_back(entry->name);
    }
    return names;
}

} // namespace Lockscope
