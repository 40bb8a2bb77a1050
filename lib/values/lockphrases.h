// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

#include <string_view>

namespace Lockscope {

/// The messages of the library in the language of the program: English, unless the program has installed a translator
/// that knows the context `LockPhrases`. Thread-safe.
class LockPhrases
{
    Q_DECLARE_TR_FUNCTIONS(LockPhrases)

public:
    /// Marks a text that is translated when it is displayed.
    static constexpr const char *noop(const char *text) { return text; }
    /// Translates a marked text. Any other text, e.g. one assembled from several, is returned unchanged.
    static QString translated(std::string_view text);
    /// Capitalizes the beginning of a sentence.
    static QString capital(const QString &text) { return text.left(1).toUpper() + text.mid(1); }
};

} // namespace Lockscope
