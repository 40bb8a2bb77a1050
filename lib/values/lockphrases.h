// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

#include <string_view>

namespace Lockscope {

/// What the library says to people, in the language of the program: English, unless the program has installed a
/// translator that knows the context `LockPhrases`. Any thread may ask.
class LockPhrases
{
    Q_DECLARE_TR_FUNCTIONS(LockPhrases)

public:
    /// Marks a text that is told in the language of the program by those who show it.
    static constexpr const char *noop(const char *text) { return text; }
    /// Such a text. One that was not marked, e.g. made of several, stays as it is.
    static QString told(std::string_view text);
    /// The beginning of a sentence.
    static QString capital(const QString &text) { return text.left(1).toUpper() + text.mid(1); }
};

} // namespace Lockscope
