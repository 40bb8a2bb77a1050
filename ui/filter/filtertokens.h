// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace Lockscope::Ui {

/// One part of a filter text between spaces: `word`, `"two words"`, `key:value`, `age>1h`, each also with `-` before
/// it.
struct FilterToken
{
    qsizetype start = 0; ///< in the text, with the `-`
    qsizetype length = 0;
    bool excludes = false;
    QString key = {};         ///< lower case; empty for a word
    QString comparison = {};  ///< `:` `>` `<` `>=` `<=`; empty for a word
    QString value = {};       ///< without quotes
    qsizetype valueStart = 0; ///< in the text
};

/// A part is read as key and value where letters stand before the first comparison: `8:1` and `/a:b` are words. What
/// stands in quotes is never taken apart; a quote that is not closed reaches to the end.
std::vector<FilterToken> filterTokens(const QString &text);

/// The value as it must be written to be read back as it is: in quotes where that is needed.
QString quotedFilterValue(const QString &value);

} // namespace Lockscope::Ui
