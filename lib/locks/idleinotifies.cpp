// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/idleinotifies.h"

#include <array>
#include <atomic>
#include <memory>

#include <unistd.h>

namespace Lockscope {

namespace {

struct Idle
{
    Inotify inotify;
    pid_t process; ///< a forked child shares the instance and would take its parent's events
};

/// Atomic slots in place of a mutex, which a fork in another thread could leave locked.
std::array<std::atomic<Idle *>, 4> slots = {};

} // namespace

std::optional<Inotify> takeInotify()
{
    for (auto &slot : slots) {
        const std::unique_ptr<Idle> idle(slot.exchange(nullptr));
        if (idle && idle->process == ::getpid())
            return std::move(idle->inotify);
    }
    auto created = Inotify::create();
    return created ? std::optional(std::move(*created)) : std::nullopt;
}

void leaveInotify(Inotify inotify)
{
    inotify.read(); // what its last watch still said
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
