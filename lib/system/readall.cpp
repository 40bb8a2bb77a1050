// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/readall.h"

#include "system/filedescriptor.h"
#include "system/systemcalls.h"

#include <algorithm>

namespace Lockscope {

std::optional<std::string> readAll(int fd, std::size_t limit)
{
    // seq_file, which creates the files of /proc, returns at most a page at a time; doubling the buffer avoids copies.
    constexpr std::size_t FirstRoom = 4096;
    std::string bytes;
    std::size_t used = 0;
    while (used < limit) {
        if (bytes.size() - used < FirstRoom)
            bytes.resize(std::min(limit, std::max(used + FirstRoom, bytes.size() * 2)));
        const auto got = retryInterrupted([&] { return sys().read(fd, bytes.data() + used, bytes.size() - used); });
        if (got < 0)
            return {};
        if (got == 0)
            break;
        used += static_cast<std::size_t>(got);
    }
    bytes.resize(used);
    return bytes;
}

std::optional<std::string> readAllAt(int directory, const char *path, std::size_t limit)
{
    const FileDescriptor file(retryInterrupted(
        [&] { return sys().openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY); }));
    if (!file)
        return {};
    return readAll(file.get(), limit);
}

} // namespace Lockscope
