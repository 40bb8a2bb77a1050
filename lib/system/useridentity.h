// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace Lockscope {

/// The user of this process, as passwd(5) names it.
struct UserIdentity
{
    std::string login;    ///< the UID in digits if the user has no entry
    std::string fullName; ///< the first field of the comment (GECOS); may be empty

    /// Of the effective UID. May ask a directory service, and so take a moment.
    static UserIdentity own();
};

} // namespace Lockscope
