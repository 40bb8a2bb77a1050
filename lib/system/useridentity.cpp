// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/useridentity.h"

#include <cerrno>
#include <string_view>

#include <pwd.h>
#include <unistd.h>

namespace Lockscope {

UserIdentity UserIdentity::own()
{
    constexpr std::size_t Largest = 1 << 20;
    struct passwd entry = {};
    struct passwd *found = nullptr;
    std::string buffer(4096, '\0');
    while (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == ERANGE && buffer.size() < Largest)
        buffer.resize(buffer.size() * 2);
    if (!found)
        return {std::to_string(::geteuid()), {}};
    const std::string_view comment = found->pw_gecos ? found->pw_gecos : "";
    return {found->pw_name, std::string(comment.substr(0, comment.find(',')))};
}

} // namespace Lockscope
