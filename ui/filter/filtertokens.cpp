// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/filtertokens.h"

#include <algorithm>

namespace Lockscope::Ui {

namespace {

constexpr QChar Quote = u'"';

/// The end of the part that begins at `start`: the next space outside quotes.
qsizetype endOfToken(const QString &text, qsizetype start)
{
    bool isQuoted = false;
    qsizetype at = start;
    for (; at < text.size(); ++at) {
        if (text[at] == Quote)
            isQuoted = !isQuoted;
        else if (text[at].isSpace() && !isQuoted)
            break;
    }
    return at;
}

bool isComparison(QChar character)
{
    return character == u':' || character == u'<' || character == u'>';
}

FilterToken tokenOf(const QString &text, qsizetype start, qsizetype end)
{
    FilterToken token = {.start = start, .length = end - start};
    qsizetype at = start;
    if (text[at] == u'-' && end - at > 1) {
        token.excludes = true;
        ++at;
    }
    qsizetype keyEnd = at;
    while (keyEnd < end && text[keyEnd].isLetter())
        ++keyEnd;
    if (keyEnd > at && keyEnd < end && isComparison(text[keyEnd])) {
        token.key = text.mid(at, keyEnd - at).toLower();
        at = keyEnd + 1;
        if (at < end && text[keyEnd] != u':' && text[at] == u'=')
            ++at;
        token.comparison = text.mid(keyEnd, at - keyEnd);
    }
    token.valueStart = at;
    token.value = text.mid(at, end - at).remove(Quote);
    return token;
}

} // namespace

std::vector<FilterToken> filterTokens(const QString &text)
{
    std::vector<FilterToken> tokens;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        const auto end = endOfToken(text, at);
        tokens.push_back(tokenOf(text, at, end));
        at = end;
    }
    return tokens;
}

QString quotedFilterValue(const QString &value)
{
    const bool needsQuotes = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
    return needsQuotes ? Quote + value + Quote : value;
}

} // namespace Lockscope::Ui
