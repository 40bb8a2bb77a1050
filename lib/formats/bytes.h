// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace Lockscope {

// Numbers in binary lock files, read byte by byte, so that neither alignment nor the byte order of this machine
// matters. Absent if the text is too short.

inline std::optional<std::uint64_t> bigEndian(std::string_view bytes, std::size_t offset, std::size_t width)
{
    if (offset > bytes.size() || width > bytes.size() - offset)
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char byte : bytes.substr(offset, width))
        value = value << 8U | static_cast<unsigned char>(byte);
    return value;
}

inline std::optional<std::uint64_t> littleEndian(std::string_view bytes, std::size_t offset, std::size_t width)
{
    if (offset > bytes.size() || width > bytes.size() - offset)
        return std::nullopt;
    std::uint64_t value = 0;
    for (auto at = offset + width; at > offset; --at)
        value = value << 8U | static_cast<unsigned char>(bytes[at - 1]);
    return value;
}

/// A text as written by Java's DataOutput.writeUTF: its length in two bytes, then the text.
inline std::optional<std::string_view> javaText(std::string_view bytes, std::size_t offset)
{
    const auto length = bigEndian(bytes, offset, 2);
    if (!length || *length > bytes.size() - offset - 2)
        return std::nullopt;
    return bytes.substr(offset + 2, static_cast<std::size_t>(*length));
}

} // namespace Lockscope
