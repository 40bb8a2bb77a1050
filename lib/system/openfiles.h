// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace Lockscope {

/// A descriptor in a process.
struct DescriptorOf
{
    std::int64_t pid = 0; ///< or the number of a thread
    int fd = -1;
};

/// How two open file descriptions stand to each other in the kernel's order of them.
enum class FileOrder
{
    Same,
    Less,
    Greater,
    Unknown, ///< not permitted, gone, or a kernel without kcmp(2)
};

/// Whether two descriptors, maybe of two processes, are of one open file: made from one another by dup() or fork().
FileOrder compareOpenFiles(const DescriptorOf &left, const DescriptorOf &right);

/// Whether two tasks use one table of descriptors. Threads nearly always do. True if the kernel does not tell.
bool shareDescriptors(std::int64_t left, std::int64_t right);

} // namespace Lockscope
