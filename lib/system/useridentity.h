// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <sys/types.h>

namespace Lockscope {

/// A user, as passwd(5) names it.
struct UserIdentity
{
    std::string login;    ///< the UID in digits if the user has no entry
    std::string fullName; ///< the first field of the comment (GECOS); may be empty
    std::string home;     ///< the home directory; may be empty

    /// May ask a directory service, and so take a moment.
    static UserIdentity of(uid_t uid);
    /// Of the effective UID.
    static UserIdentity own();
};

} // namespace Lockscope
