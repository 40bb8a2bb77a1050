// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "values/debugtext.h"

#include <lockscope/claim.h>
#include <lockscope/verdict.h>

namespace Lockscope {

namespace {

QString debugText(const Verdict &verdict)
{
    const auto word = [](auto value) { return QString::fromLatin1(toWord(value).data()); };
    return QStringLiteral("%1 (%2, %3)").arg(word(verdict.state), word(verdict.confidence), word(verdict.reason));
}

QString debugText(const Claim &claim)
{
    return claim.isEmpty() ? QStringLiteral("no owner") : claim.text();
}

} // namespace

QDebug operator<<(QDebug debug, const Verdict &verdict)
{
    return writeDebug(std::move(debug), debugText(verdict));
}

char *toString(const Verdict &verdict)
{
    return testText(debugText(verdict));
}

QDebug operator<<(QDebug debug, const Claim &claim)
{
    return writeDebug(std::move(debug), debugText(claim));
}

char *toString(const Claim &claim)
{
    return testText(debugText(claim));
}

} // namespace Lockscope
