// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <functional>
#include <string>

#include <sys/types.h>

namespace Lockscope {

/// A path that was followed to its end without following a link that somebody else may have planted. A symbolic link in
/// its last component is followed only if it belongs to root or to the effective user; root follows none of another
/// user in the directories above either. The file itself may be missing.
///
/// The directory is open, and the name in it was no link when it was looked at: open it with O_NOFOLLOW.
class TrustedPath
{
public:
    /// Fails with this code, for a link that must not be followed with ELOOP.
    static Result<TrustedPath> resolve(const std::filesystem::path &path, LockErrc code);
    /// The same with another rule: whether a link of this owner is followed, in the last component or above it.
    using Trust = std::function<bool(uid_t owner, bool isLast)>;
    static Result<TrustedPath> resolve(const std::filesystem::path &path, LockErrc code, const Trust &trusts);

    int directory() const { return m_directory.get(); }
    const std::string &name() const { return m_name; }
    /// The same as an absolute path without links, or one relative to the working directory.
    const std::filesystem::path &text() const { return m_text; }

    /// Whether the last component, as it was given, is a link; and where that lies.
    bool isLink() const { return m_linkDirectory.isOpen(); }
    int linkDirectory() const { return m_linkDirectory.get(); }
    const std::string &linkName() const { return m_linkName; }

private:
    FileDescriptor m_directory;
    std::string m_name;
    std::filesystem::path m_text;
    FileDescriptor m_linkDirectory;
    std::string m_linkName;
};

} // namespace Lockscope
