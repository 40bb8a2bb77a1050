// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional> // brings <compare>, which moc 6.4 cannot read when it is named here

namespace Lockscope {

/// Identifies an inode as the kernel's lock table does: by the device of its file system and its inode number. On btrfs
/// and overlayfs this differs from the result of stat(): do not fill it from st_dev and st_ino to compare it with an
/// entry of the lock table.
struct InodeKey
{
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::uint64_t inode = 0;

    auto operator<=>(const InodeKey &) const = default;
};

} // namespace Lockscope

template <>
struct std::hash<Lockscope::InodeKey>
{
    std::size_t operator()(const Lockscope::InodeKey &key) const noexcept
    {
        const auto device = (std::uint64_t{key.major} << 32) | key.minor;
        return std::hash<std::uint64_t>()(key.inode * 0x9e3779b97f4a7c15ULL ^ device);
    }
};
