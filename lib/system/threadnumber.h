// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace Lockscope {

/// A number that is unique among all past, present and future threads of this process; a std::thread::id can be reused
/// once a thread has ended.
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
