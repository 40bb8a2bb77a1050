// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <QString>

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <type_traits>

namespace Lockscope {

/// Converts bytes of unknown origin into text that is safe to display: bytes that are not UTF-8, control characters,
/// line breaks and characters that change the writing direction appear as `\xNN` or `\uNNNN`. A backslash is not
/// doubled: the result is for people, not for parsing.
LOCKSCOPE_EXPORT QString displayText(std::string_view bytes, std::size_t maxCharacters = std::string_view::npos);

/// The same for a path. A template, so that strings, which also convert to paths, use the overload above.
template <typename Path>
requires std::is_same_v<Path, std::filesystem::path> QString displayText(const Path &path)
{
    return displayText(std::string_view(path.native()));
}

} // namespace Lockscope
