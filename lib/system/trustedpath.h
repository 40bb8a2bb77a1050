// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <functional>
#include <string>

#include <sys/stat.h>
#include <sys/types.h>

namespace Lockscope {

/// A path that was resolved without following a link that another user may have planted. A symbolic link in the last
/// component is followed only if it belongs to root or to the effective user; for root, this also applies to the
/// directories above. The file itself may be missing.
///
/// The directory is open, and the name in it was not a link when it was checked: open it with O_NOFOLLOW.
class TrustedPath
{
public:
    /// A failure gets this code; a link that must not be followed gives ELOOP.
    static Result<TrustedPath> resolve(const std::filesystem::path &path, LockErrc code);
    /// The same with another rule: whether a link of this owner is followed, in the last component or above it.
    using Trust = std::function<bool(uid_t owner, bool isLast)>;
    static Result<TrustedPath> resolve(const std::filesystem::path &path, LockErrc code, const Trust &trusts);

    /// Resolves only the directory of the path, by the rule for directories above: the last component may be anything,
    /// and is not followed. A link in the directory's own last component counts as one above.
    static Result<TrustedPath> resolveDirectoryOf(const std::filesystem::path &path, LockErrc code,
                                                  const Trust &trusts);

    /// A failure if another user may have given this file its name, as a hard link: it has several names, and others
    /// may write to the directory. The kernel prevents such links only with fs.protected_hardlinks.
    Result<void> refusePlantedHardLink(const struct stat &file, LockErrc code) const;

    int directory() const { return m_directory.get(); }
    /// Transfers the descriptor of the directory to the caller.
    FileDescriptor takeDirectory() { return std::move(m_directory); }
    const std::string &name() const { return m_name; }
    /// The same as an absolute path without links, or one relative to the working directory.
    const std::filesystem::path &text() const { return m_text; }

    /// Whether the last component, as given, is a link; and the directory of that link.
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
