// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/subject.h"
#include "inspect/hostsnapshot.h"
#include "inspect/probe/inodenames.h"
#include "system/directoryreader.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The files around a lock on the real file system. Inspected when a detector needs them, with the same care as the
/// lock.
class DirectorySurroundings : public Surroundings
{
public:
    /// The path must outlive the object.
    DirectorySurroundings(DirectoryAtHand directory, const std::filesystem::path &path, std::uint64_t inode,
                          const HostSnapshot &machine);

    std::vector<std::string> otherNames() const override;
    bool has(const std::string &name) const override;
    std::string contentOf(const std::string &name) const override;
    bool leadsToDirectory() const override;
    std::optional<std::vector<std::string>> entriesOf(const std::string &directory) const override;

    /// The descriptor of the directory; -1 if it cannot be opened.
    int directory() const;
    const std::filesystem::path &path() const { return m_path; }

private:
    DirectoryAtHand m_given;
    const std::filesystem::path &m_path;
    std::string_view m_name; ///< its last component
    std::uint64_t m_inode;
    const HostSnapshot &m_machine;
    mutable std::optional<DirectoryReader> m_opened;
    mutable bool m_triedToOpen = false;
};

} // namespace Lockscope
