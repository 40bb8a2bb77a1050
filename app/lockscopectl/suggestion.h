// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace Ctl {

/// The candidate that was probably meant by a mistyped word: one that begins with it, or that differs by few letters.
/// Empty if none is close.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `: did you mean 'inspect'?`, to be appended to an error message. Empty if no candidate is close.
QString suggestionText(std::string_view word, std::span<const std::string_view> candidates);

} // namespace Ctl
