// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/inotify.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <array>
#include <cstring>

namespace Lockscope {

Inotify::Inotify(FileDescriptor fd)
    : m_fd(std::move(fd))
{}

Result<Inotify> Inotify::create()
{
    FileDescriptor fd(sys().inotifyInit(IN_NONBLOCK | IN_CLOEXEC));
    if (!fd) {
        auto failure = Failure::fromErrno(LockErrc::ReadFailed, "inotify_init1", {});
        if (failure.systemErrno == EMFILE || failure.systemErrno == ENFILE)
            failure.details.emplace_back(Sentence::Detail::InotifyLimit);
        return failure;
    }
    return Inotify(std::move(fd));
}

Result<int> Inotify::add(const std::filesystem::path &path, std::uint32_t mask)
{
    const int watch = sys().inotifyAddWatch(m_fd.get(), path.c_str(), mask);
    if (watch < 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "inotify_add_watch", path);
    return watch;
}

Result<int> Inotify::add(int fd, std::uint32_t mask)
{
    return add(std::filesystem::path("/proc/self/fd/" + std::to_string(fd)), mask & ~std::uint32_t{IN_DONT_FOLLOW});
}

void Inotify::remove(int watch)
{
    sys().inotifyRemoveWatch(m_fd.get(), watch);
}

std::vector<Inotify::Event> Inotify::read()
{
    // If events arrive faster than they are read, this must not loop indefinitely: the rest is read by the next call.
    constexpr int MostReads = 16;
    alignas(inotify_event) std::array<char, 64 * 1024> buffer;
    std::vector<Event> events;
    for (int reads = 0; reads < MostReads; ++reads) {
        const auto got = retryInterrupted([&] { return sys().read(m_fd.get(), buffer.data(), buffer.size()); });
        if (got <= 0)
            break;
        const char *const end = buffer.data() + got;
        for (const char *at = buffer.data(); end - at >= static_cast<std::ptrdiff_t>(sizeof(inotify_event));) {
            inotify_event event = {};
            std::memcpy(&event, at, sizeof event);
            at += sizeof event;
            // The kernel pads the name with NULs.
            events.push_back({event.wd, event.mask, event.cookie, std::string(at, ::strnlen(at, event.len))});
            at += event.len;
        }
    }
    return events;
}

} // namespace Lockscope
