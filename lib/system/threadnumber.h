// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace Lockscope {

/// A number of a thread that no other thread of this process has, had or will have; std::thread::id is given anew once
/// a thread has ended.
enum class ThreadNumber : std::uint64_t
{
};

inline ThreadNumber currentThread()
{
    static std::atomic<std::uint64_t> last = 0;
    thread_local const ThreadNumber number{++last};
    return number;
}

} // namespace Lockscope
