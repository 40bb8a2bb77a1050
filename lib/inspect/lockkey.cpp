// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/lockkey.h"

#include <charconv>

namespace Lockscope {

namespace {

constexpr char Separator = '\0';

std::optional<InodeKey> inodeOf(std::string_view text)
{
    InodeKey inode;
    const auto *const end = text.data() + text.size();
    auto read = [at = text.data(), end](auto &number, char behind) mutable {
        const auto [stop, error] = std::from_chars(at, end, number);
        const bool isLast = behind == Separator;
        if (error != std::errc() || (stop == end) != isLast || (!isLast && *stop != behind))
            return false;
        at = isLast ? stop : stop + 1;
        return true;
    };
    if (!read(inode.major, ':') || !read(inode.minor, ':') || !read(inode.inode, Separator))
        return std::nullopt;
    return inode;
}

} // namespace

LockKey LockKey::of(std::string_view text)
{
    const auto separator = text.find(Separator);
    if (separator == text.npos)
        return {.path = text, .row = {}, .inode = {}};
    const auto rest = text.substr(separator + 1);
    if (separator == 0)
        return {.path = {}, .row = {}, .inode = inodeOf(rest)};
    return {.path = text.substr(0, separator), .row = rest, .inode = {}};
}

std::string keyText(const std::filesystem::path &path, const std::filesystem::path &row,
                    const std::optional<InodeKey> &inode)
{
    if (path.empty() && inode) {
        return Separator + std::to_string(inode->major) + ':' + std::to_string(inode->minor) + ':' +
               std::to_string(inode->inode);
    }
    return row.empty() ? path.native() : path.native() + Separator + row.native();
}

} // namespace Lockscope
