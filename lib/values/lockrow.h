// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace Lockscope {

/// A lock in pylockfile's table of locks.
struct LockRow
{
    std::string path;       ///< column lock_file
    std::string uniqueName; ///< the unique name of its owner, column unique_name

    bool operator==(const LockRow &) const = default;
};

} // namespace Lockscope
