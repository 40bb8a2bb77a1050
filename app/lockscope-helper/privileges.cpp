// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope-helper/privileges.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace App {

namespace {

constexpr std::uint32_t bitOf(int capability)
{
    return std::uint32_t{1} << static_cast<unsigned>(capability);
}

constexpr auto KeptCapabilities = bitOf(CAP_DAC_READ_SEARCH) | bitOf(CAP_SYS_PTRACE);

bool becomeUser(std::string_view digits)
{
    uid_t user = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), user);
    if (error != std::errc() || end != digits.data() + digits.size()) {
        errno = EINVAL;
        return false;
    }
    const auto *const entry = ::getpwuid(user);
    const gid_t group = entry ? entry->pw_gid : static_cast<gid_t>(-1);
    if (!entry || ::setgroups(0, nullptr) != 0 || ::setresgid(group, group, group) != 0)
        return false;
    return ::setresuid(user, user, user) == 0;
}

bool setCapabilities(std::uint32_t capabilities)
{
    __user_cap_header_struct header{};
    header.version = _LINUX_CAPABILITY_VERSION_3;
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> data{};
    data[0].effective = capabilities;
    data[0].permitted = capabilities;
    return ::syscall(SYS_capset, &header, data.data()) == 0;
}

} // namespace

bool keepOnlyRightsToRead()
{
    if (::geteuid() != 0)
        return true; // there is nothing to drop
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    // Absent if root runs this program without pkexec.
    if (const char *const user = std::getenv("PKEXEC_UID")) {
        if (::prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0 || !becomeUser(user))
            return false;
    }
    return setCapabilities(KeptCapabilities);
}

} // namespace App
