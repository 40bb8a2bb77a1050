// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace Ctl {

/// The candidate that a mistyped word probably means: one that begins with the word, or differs in a few letters. Empty
/// if none is similar.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `: did you mean 'inspect'?`, to be appended to an error message. Empty if no candidate is similar.
QString suggestionText(std::string_view word, std::span<const std::string_view> candidates);

} // namespace Ctl
