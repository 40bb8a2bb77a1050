// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/useridentity.h"

#include <cerrno>
#include <string_view>

#include <pwd.h>
#include <unistd.h>

namespace Lockscope {

UserIdentity UserIdentity::of(uid_t uid)
{
    constexpr std::size_t Largest = 1 << 20;
    struct passwd entry = {};
    struct passwd *found = nullptr;
    std::string buffer(4096, '\0');
    while (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == ERANGE && buffer.size() < Largest)
        buffer.resize(buffer.size() * 2);
    if (!found)
        return {.login = std::to_string(uid), .fullName = {}, .home = {}};
    const std::string_view comment = found->pw_gecos ? found->pw_gecos : "";
    return {.login = found->pw_name,
            .fullName = std::string(comment.substr(0, comment.find(','))),
            .home = found->pw_dir ? found->pw_dir : ""};
}

UserIdentity UserIdentity::own()
{
    return of(::geteuid());
}

} // namespace Lockscope
