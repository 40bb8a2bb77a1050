// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/filtercompletion.h"

#include "ui/filter/filtertokens.h"
#include "ui/filter/lockfilter.h"

#include <algorithm>

namespace Lockscope::Ui {

namespace {

QStringList valuesOf(const QString &key, const FilterValues &values)
{
    if (key == u"verdict")
        return LockFilter::verdictWords();
    if (key == u"certainty")
        return LockFilter::certaintyWords();
    if (key == u"age" || key == u"held")
        return {QStringLiteral("10min"), QStringLiteral("1h"), QStringLiteral("1d"), QStringLiteral("1w")};
    if (key == u"waiters")
        return {QStringLiteral("0")};
    return values ? values(key) : QStringList();
}

/// Those with this beginning, except the text itself.
QStringList beginningWith(const QString &beginning, const QStringList &all)
{
    QStringList fitting;
    for (const auto &text : all) {
        if (text.startsWith(beginning, Qt::CaseInsensitive) && text.size() > beginning.size())
            fitting += text;
    }
    return fitting;
}

} // namespace

FilterCompletion filterCompletion(const QString &text, qsizetype cursor, const FilterValues &values)
{
    for (const auto &token : filterTokens(text.left(cursor))) {
        if (token.start + token.length < cursor)
            continue;
        if (token.key.isEmpty()) {
            return {.start = token.valueStart,
                    .length = cursor - token.valueStart,
                    .candidates = beginningWith(token.value, LockFilter::keys())};
        }
        // After a comma, the next value begins.
        const auto comma = token.value.lastIndexOf(u',');
        const auto begun = token.value.mid(comma + 1);
        QStringList candidates;
        for (const auto &value : beginningWith(begun, valuesOf(token.key, values)))
            candidates += quotedFilterValue(value);
        const auto start = comma < 0 ? token.valueStart : text.lastIndexOf(u',', cursor - 1) + 1;
        return {.start = start, .length = cursor - start, .candidates = candidates};
    }
    return {.start = cursor, .length = 0, .candidates = LockFilter::keys()};
}

CompletedFilter completedFilter(const QString &text, const FilterCompletion &completion, const QString &candidate)
{
    // A value is followed by the next part, a key by its value.
    const auto last = candidate.back();
    const bool isKey = last == u':' || last == u'>';
    const auto rest = text.mid(completion.start + completion.length);
    const auto inserted = isKey || rest.startsWith(u' ') ? candidate : candidate + u' ';
    return {.text = text.left(completion.start) + inserted + rest, .cursor = completion.start + inserted.size()};
}

} // namespace Lockscope::Ui
