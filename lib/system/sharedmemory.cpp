// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/sharedmemory.h"

#include "system/procparse.h"
#include "system/textfields.h"

namespace Lockscope {

std::int64_t ProcParse::sharedMemoryUsers(std::string_view table, std::int64_t id)
{
    std::int64_t users = 0;
    eachLine(table, [&](std::string_view line) {
        // key shmid perms size cpid lpid nattch ...; the heading has words there.
        Fields fields(line);
        fields.skip(1);
        if (number<std::int64_t>(fields.next()) != id)
            return;
        fields.skip(4);
        users = number<std::int64_t>(fields.next()).value_or(0);
    });
    return users;
}

std::optional<std::int64_t> sharedMemoryUsers(const ProcRoot &proc, std::int64_t id)
{
    constexpr std::size_t Largest = std::size_t{1} << 20U;
    const auto table = proc.read("sysvipc/shm", Largest);
    return table ? std::optional(ProcParse::sharedMemoryUsers(*table, id)) : std::nullopt;
}

} // namespace Lockscope
