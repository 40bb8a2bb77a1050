// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace Lockscope {

/// A descriptor of a process.
struct DescriptorOf
{
    std::int64_t pid = 0; ///< or a thread ID
    int fd = -1;
};

/// The relation of two open file descriptions in the kernel's order.
enum class FileOrder
{
    Same,
    Less,
    Greater,
    Unknown, ///< no permission, closed, or a kernel without kcmp(2)
};

/// Compares two descriptors, possibly of different processes: Equal if they refer to the same open file description,
/// shared through dup() or fork().
FileOrder compareOpenFiles(const DescriptorOf &left, const DescriptorOf &right);

/// Whether two tasks share a descriptor table, as threads usually do. True if the kernel does not support the
/// comparison.
bool shareDescriptors(std::int64_t left, std::int64_t right);

} // namespace Lockscope
