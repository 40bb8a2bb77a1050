// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace Lockscope {

/// A code point and the number of bytes of its UTF-8 sequence.
struct Character
{
    char32_t codePoint = 0;
    std::size_t length = 1;
};

/// An ASCII letter in lower case; other bytes are returned unchanged, in every locale.
constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The character at the start of the bytes, by the table of well-formed sequences in the Unicode standard (no overlong
/// forms, no surrogates); absent if no sequence starts there. The bytes are not empty.
std::optional<Character> firstCharacter(std::string_view bytes);

/// Whether the character would hide, reorder or break a line of text, or is an instruction to a terminal: controls,
/// format characters (bidirectional overrides and zero-width characters among them), line and paragraph separators,
/// private and unassigned code points.
bool isHazardous(char32_t codePoint);

} // namespace Lockscope
