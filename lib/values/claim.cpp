// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/claim.h>

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

namespace Lockscope {

namespace {

/// Host and program names are short; a longer text is cut off in a table cell.
constexpr std::size_t LongestName = 80;

} // namespace

bool Claim::isEmpty() const
{
    return *this == Claim();
}

QString Claim::text() const
{
    QString text;
    if (pid) {
        text = QString::number(*pid);
    } else if (!pids.empty()) {
        for (const auto reading : pids)
            text += (text.isEmpty() ? QString() : LockPhrases::tr(" or ")) + QString::number(reading);
    }
    if (name)
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + displayText(*name, LongestName);
    if (hostname)
        text +=
            (text.isEmpty() ? LockPhrases::tr("on ") : LockPhrases::tr(" on ")) + displayText(*hostname, LongestName);
    return text;
}

QString Claim::hostnameText() const
{
    return hostname ? displayText(*hostname) : QString();
}

Claim Claim::ofPid(std::int64_t pid)
{
    Claim claim;
    claim.pid = pid;
    claim.pids = {pid};
    return claim;
}

} // namespace Lockscope
