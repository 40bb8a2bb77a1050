// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <string>
#include <string_view>

namespace Lockscope {

/// The value of the key of a lock: its owner, as JSON.
struct OwnerRecord
{
    Claim claim;
    bool isReleased = false; ///< by its owner, which means that a deletion that follows is no loss

    /// Of this process.
    static OwnerRecord own();
    /// Empty for the values of other programs, as those of `etcdctl lock`. Untrusted.
    static OwnerRecord parse(std::string_view value);
    std::string toValue() const;
};

} // namespace Lockscope
