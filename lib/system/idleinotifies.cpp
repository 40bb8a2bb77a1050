// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/idleinotifies.h"

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace Lockscope {

namespace {

struct Idle
{
    Inotify inotify;
    pid_t process; ///< a forked child shares the instance and would consume the events of its parent
};

/// Atomic slots instead of a mutex, which a fork in another thread could leave locked.
std::array<std::atomic<Idle *>, 4> slots = {};

/// Watches the root directory, which is never unlinked, so there are no events. Other code does not use this mask.
constexpr std::uint32_t MarkOfOurs = IN_DELETE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

/// Calls the kernel directly: a test that replaces the table of system calls wants to see only the relevant watches.
void mark(const Inotify &inotify)
{
    ::inotify_add_watch(inotify.fd(), "/", MarkOfOurs);
}

/// The kernel's fdinfo of a descriptor; empty if there is no /proc. Also calls the kernel directly.
std::string descriptionOf(int fd)
{
    const int file = ::open(("/proc/self/fdinfo/" + std::to_string(fd)).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::array<char, 4096> bytes;
    const auto size = ::read(file, bytes.data(), bytes.size());
    ::close(file);
    return size > 0 ? std::string(bytes.data(), static_cast<std::size_t>(size)) : std::string();
}

} // namespace

bool isStillOurs(const Inotify &inotify)
{
    const auto shown = descriptionOf(inotify.fd());
    // As the kernel prints it in hexadecimal; older kernels omit the flags.
    return shown.find("inotify wd:1 ") != std::string::npos &&
           (shown.find(" mask:4000400 ") != std::string::npos || shown.find(" mask:400 ") != std::string::npos);
}

std::optional<Inotify> takeInotify()
{
    for (auto &slot : slots) {
        const std::unique_ptr<Idle> idle(slot.exchange(nullptr));
        if (!idle)
            continue;
        if (!isStillOurs(idle->inotify))
            idle->inotify.abandon();
        else if (idle->process == ::getpid())
            return std::move(idle->inotify);
    }
    auto created = Inotify::create();
    if (!created)
        return {};
    mark(*created);
    return std::move(*created);
}

void leaveInotify(Inotify inotify)
{
    if (!isStillOurs(inotify)) {
        // Without /proc or our watch: the descriptor was ours during this call, so close it.
        if (!descriptionOf(inotify.fd()).empty())
            inotify.abandon();
        return;
    }
    inotify.read(); // discards events of its last watch
    auto idle = std::make_unique<Idle>(Idle{std::move(inotify), ::getpid()});
    for (auto &slot : slots) {
        Idle *empty = nullptr;
        if (slot.compare_exchange_strong(empty, idle.get())) {
            static_cast<void>(idle.release());
            return;
        }
    }
}

} // namespace Lockscope
