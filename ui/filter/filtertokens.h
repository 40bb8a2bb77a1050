// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace Lockscope::Ui {

/// One part of a filter text between spaces: `word`, `"two words"`, `key:value`, `age>1h`, each optionally after a `-`.
struct FilterToken
{
    qsizetype start = 0; ///< in the text, including the `-`
    qsizetype length = 0;
    bool excludes = false;
    QString key = {};         ///< lower case; empty for a word
    QString comparison = {};  ///< `:` `>` `<` `>=` `<=`; empty for a word
    QString value = {};       ///< without quotes
    qsizetype valueStart = 0; ///< in the text
};

/// A part has a key and a value if only letters come before the first comparison: `8:1` and `/a:b` are words. Quoted
/// text is never split; a quote that is not closed extends to the end.
std::vector<FilterToken> filterTokens(const QString &text);

/// The value as it must be typed: in quotes if necessary.
QString quotedFilterValue(const QString &value);

} // namespace Lockscope::Ui
