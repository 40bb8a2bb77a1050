// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/quarantinename.h"

#include <algorithm>
#include <random>

namespace Lockscope::QuarantineName {

namespace {

constexpr std::size_t IdLength = 12;
constexpr std::string_view HexDigits = "0123456789abcdef";
constexpr std::string_view MarkSuffix = "-mark";

std::string beginOf(std::string_view id)
{
    return std::string(Prefix) + std::string(id);
}

} // namespace

std::string newId()
{
    std::random_device chance;
    std::uniform_int_distribution<std::size_t> digit(0, HexDigits.size() - 1);
    std::string id(IdLength, '0');
    std::generate(id.begin(), id.end(), [&] { return HexDigits[digit(chance)]; });
    return id;
}

std::string of(std::string_view id, int part)
{
    return part == 0 ? beginOf(id) : beginOf(id) + '-' + std::to_string(part);
}

std::string ofMark(std::string_view id)
{
    return beginOf(id) + std::string(MarkSuffix);
}

std::optional<std::string> idIn(std::string_view name)
{
    if (!name.starts_with(Prefix))
        return {};
    const auto rest = name.substr(Prefix.size());
    const auto id = rest.substr(0, IdLength);
    if (id.size() != IdLength || id.find_first_not_of(HexDigits) != std::string_view::npos)
        return {};
    const auto end = rest.substr(IdLength);
    const bool isPart =
        end.size() > 1 && end.front() == '-' && end.find_first_not_of("0123456789", 1) == std::string_view::npos;
    return end.empty() || isPart || end == MarkSuffix ? std::optional(std::string(id)) : std::nullopt;
}

} // namespace Lockscope::QuarantineName
