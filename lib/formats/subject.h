// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope {

/// What a recogniser is shown of a lock file: plain values, so that recognising is a pure function. Content and names
/// are hostile.
struct Subject
{
    enum class KernelLockKind
    {
        Flock,
        Fcntl, ///< POSIX or OFD
        Lease,
    };

    std::string name;   ///< last component of the path
    std::string folder; ///< last component of the folder that it lies in
    LockReport::InodeType inodeType = LockReport::InodeType::Regular;
    std::uint64_t size = 0;
    std::uint32_t mode = 0;
    std::uint32_t links = 1;
    std::string content; ///< the first bytes, at most 64 KiB
    bool contentRead = true;
    std::string linkTarget;
    std::vector<KernelLockKind> kernelLocks; ///< which kinds of kernel lock are on it now
};

} // namespace Lockscope
