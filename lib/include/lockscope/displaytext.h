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

/// Bytes of unknown origin as text that is safe to show: bytes that are not UTF-8, control characters, line breaks and
/// characters that turn the writing direction appear as `\xNN` or `\uNNNN`. A backslash stays single: this is for
/// people.
LOCKSCOPE_EXPORT QString displayText(std::string_view bytes, std::size_t maxCharacters = std::string_view::npos);

/// The same for a path. A template, so that strings, which convert to paths too, take the form above.
template <typename Path>
requires std::is_same_v<Path, std::filesystem::path> QString displayText(const Path &path)
{
    return displayText(std::string_view(path.native()));
}

} // namespace Lockscope
