// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/filelocktoken.h"

#include "formats/fields.h"

#include <array>
#include <cstdint>

namespace Lockscope {

namespace {

constexpr std::size_t FewestDigits = 12; ///< microseconds since 1970, or more
constexpr std::size_t MostDigits = 58;   ///< 2^192

/// The least significant part first; absent if it has more than 192 bits.
std::optional<std::array<std::uint32_t, 6>> partsOf(std::string_view digits)
{
    std::array<std::uint32_t, 6> parts{};
    for (const char digit : digits) {
        auto carry = static_cast<std::uint64_t>(digit - '0');
        for (auto &part : parts) {
            carry += std::uint64_t{part} * 10;
            part = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
        if (carry > 0)
            return std::nullopt;
    }
    return parts;
}

} // namespace

bool isStartToken(std::string_view text)
{
    return text.size() >= FewestDigits && text.size() <= MostDigits && areDigits(text);
}

std::optional<std::string> bootIdOf(std::string_view token)
{
    if (!isStartToken(token))
        return std::nullopt;
    const auto parts = partsOf(token);
    if (!parts || ((*parts)[5] | (*parts)[4] | (*parts)[3] | (*parts)[2]) == 0)
        return std::nullopt;
    std::string id;
    for (int part = 5; part > 1; --part) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            if (id.size() == 8 || id.size() == 13 || id.size() == 18 || id.size() == 23)
                id += '-';
            id += "0123456789abcdef"[((*parts)[static_cast<std::size_t>(part)] >> static_cast<unsigned>(shift)) & 0xfU];
        }
    }
    return id;
}

std::optional<std::uint64_t> startTicksOf(std::string_view token)
{
    // Without a boot ID it is a time of another system.
    if (!bootIdOf(token))
        return std::nullopt;
    const auto parts = *partsOf(token);
    return std::uint64_t{parts[1]} << 32U | parts[0];
}

} // namespace Lockscope
