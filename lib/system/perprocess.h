// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>

#include <unistd.h>

namespace Lockscope {

/// The object of this class that the process uses. A forked child gets one of its own, because the threads of its
/// parent do not exist in it. Never destroyed: threads may outlive main().
template <typename T>
T &perProcess()
{
    struct Instance
    {
        pid_t process = ::getpid();
        T object;
    };
    static std::atomic<Instance *> current = nullptr;
    auto *now = current.load();
    while (!now || now->process != ::getpid()) {
        auto made = std::make_unique<Instance>();
        if (current.compare_exchange_strong(now, made.get()))
            return made.release()->object;
    }
    return now->object;
}

} // namespace Lockscope
