// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <string>

namespace Lockscope {

/// A file in quarantine, or a directory with its content, to be removed permanently. No link is followed, and no mount
/// is entered.
class QuarantineTree
{
public:
    /// REQUIRES: the directory stays open.
    QuarantineTree(int directory, std::string name);

    /// DeleteRefused if something in it is a mount point, or immutable: then it would be removed in part only.
    Result<void> checkRemovable() const;
    /// DeleteFailed if the system refuses: then hasRemoved() is true if a part of it was removed before.
    Result<void> remove();
    bool hasRemoved() const { return m_hasRemoved; }

private:
    Result<void> removeBelow(int directory, const std::string &name);

    int m_directory;
    std::string m_name;
    bool m_hasRemoved = false;
};

} // namespace Lockscope
