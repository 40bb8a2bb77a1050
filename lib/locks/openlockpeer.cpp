// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/openlockpeer.h"

#include "formats/pidfile.h"
#include "system/processes.h"
#include "system/procroot.h"
#include "values/characters.h"

#include <algorithm>
#include <filesystem>

#include <errno.h>

namespace Lockscope {

namespace {

constexpr std::size_t LongestCommandLine = 64 * 1024;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r\v\f";
    const auto begin = text.find_first_not_of(Blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(Blanks) - begin + 1);
}

std::string inLowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), toLower);
    return text;
}

} // namespace

OpenLockText readOpenLock(std::string_view content)
{
    const auto text = readPidText(content);
    const auto lineEnd = content.find('\n');
    if (!text || !text->pid || lineEnd == std::string_view::npos || lineEnd + 1 == content.size())
        return {};
    const auto rest = content.substr(lineEnd + 1);
    const auto nameEnd = std::min(rest.find('\n'), rest.size());
    return {OpenLockOwner{*text->pid, std::string(trimmed(rest.substr(0, nameEnd)))},
            rest.find_first_not_of(" \t\r\n", nameEnd) != std::string_view::npos};
}

std::string ownOpenLockName()
{
    const std::string_view name = program_invocation_name;
    return std::filesystem::path(name.substr(0, name.find_first_of(" \t\n"))).stem().native();
}

bool isOpenLockHolder(const OpenLockOwner &owner)
{
    const auto life = probeLife(owner.pid);
    if (life == Life::Dead || life == Life::Unknown)
        return false;
    const ProcRoot proc;
    const auto bytes = proc.read(std::to_string(owner.pid) + "/cmdline", LongestCommandLine);
    if (!bytes)
        return true;
    if (bytes->empty()) {
        // A process without a command line is a zombie, or hidden.
        const auto stat = proc.read(std::to_string(owner.pid) + "/stat");
        const auto nameEnd = stat ? stat->rfind(") ") : std::string::npos;
        return nameEnd == std::string::npos || stat->compare(nameEnd, 3, ") Z") != 0;
    }
    return inLowerCase(*bytes).find(inLowerCase(owner.name)) != std::string::npos;
}

} // namespace Lockscope
