// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/text/naturalkey.h"

#include <algorithm>

namespace Lockscope::Ui {

QString naturalKey(const QString &text)
{
    const auto isDigit = [](QChar character) { return character >= u'0' && character <= u'9'; };
    const auto folded = text.toCaseFolded();
    if (std::none_of(folded.begin(), folded.end(), isDigit))
        return folded;
    QString key;
    key.reserve(folded.size() + 4);
    for (qsizetype at = 0; at < folded.size();) {
        if (!isDigit(folded[at])) {
            key += folded[at++];
            continue;
        }
        const auto first = at;
        while (at < folded.size() && isDigit(folded[at]))
            ++at;
        auto significant = first;
        while (significant + 1 < at && folded[significant] == u'0')
            ++significant;
        // A number with more digits is greater: their count comes first. It sorts where digits do.
        const auto digits = std::min<qsizetype>(at - significant, 200);
        key += u'0';
        key += QChar(static_cast<char16_t>(digits));
        key += QStringView(folded).mid(significant, at - significant);
    }
    return key;
}

} // namespace Lockscope::Ui
