// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/mappings.h"

#include "system/procparse.h"
#include "system/textfields.h"

namespace Lockscope {

namespace {

/// 65,530 mappings, the kernel's limit, with names of usual length.
constexpr std::size_t LargestTable = 16 * 1024 * 1024;

std::optional<InodeKey> mappedInode(std::string_view device, std::string_view inode)
{
    const auto colon = device.find(':');
    if (colon == std::string_view::npos)
        return {};
    const auto major = ProcParse::number<std::uint32_t>(device.substr(0, colon), 16);
    const auto minor = ProcParse::number<std::uint32_t>(device.substr(colon + 1), 16);
    const auto number = ProcParse::number<std::uint64_t>(inode);
    // Memory without a file has the inode 0.
    if (!major || !minor || !number || *number == 0)
        return {};
    return InodeKey{*major, *minor, *number};
}

} // namespace

bool eachMappedFile(const ProcRoot &proc, std::int64_t pid,
                    const std::function<void(const InodeKey &, std::string_view)> &callback)
{
    const auto text = proc.read(std::to_string(pid) + "/maps", LargestTable);
    if (!text)
        return false;
    InodeKey last;
    ProcParse::eachLine(*text, [&](std::string_view line) {
        // ADDRESSES PERMISSIONS OFFSET DEVICE INODE NAME
        ProcParse::Fields fields(line);
        fields.skip(3);
        const auto device = fields.next();
        const auto inode = mappedInode(device, fields.next());
        if (!inode || *inode == last)
            return;
        last = *inode;
        const auto slash = line.find('/');
        callback(*inode, slash == std::string_view::npos ? std::string_view() : line.substr(slash));
    });
    return true;
}

} // namespace Lockscope
