// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaEnum>

#include <optional>
#include <string_view>

namespace Lockscope {

/// The value of an enumeration with toWord() that has this word.
template <typename Enum>
std::optional<Enum> valueOfWord(std::string_view word)
{
    const auto values = QMetaEnum::fromType<Enum>();
    for (int i = 0; i < values.keyCount(); ++i) {
        const auto value = static_cast<Enum>(values.value(i));
        if (toWord(value) == word)
            return value;
    }
    return {};
}

} // namespace Lockscope
