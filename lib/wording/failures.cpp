// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/debugtext.h"
#include "values/lockphrases.h"
#include "wording/sources.h"

#include <lockscope/displaytext.h>
#include <lockscope/result.h>

#include <QMetaEnum>

#include <algorithm>
#include <array>
#include <cstring>
#include <ostream>
#include <string_view>

namespace Lockscope {

namespace {

bool isSentence(const Message &message)
{
    return std::holds_alternative<Sentence::Verdict>(message.id);
}

/// Whether the system call has a path as an argument: failures of others have no path.
bool takesPath(std::string_view call)
{
    constexpr std::array<std::string_view, 15> Calls{
        "open",    "openat",   "openat2",   "stat",     "fstatat",   "statx",      "faccessat",        "linkat",
        "mkdirat", "unlinkat", "renameat2", "realpath", "symlinkat", "readlinkat", "inotify_add_watch"};
    return std::ranges::find(Calls, call) != Calls.end();
}

QString debugText(const Failure &failure)
{
    const char *const code = QMetaEnum::fromType<LockErrc>().valueToKey(static_cast<int>(failure.code));
    return QLatin1String(code) + QStringLiteral(": ") + text(failure, Language::English);
}

} // namespace

QString detailText(const Failure &failure, Language language)
{
    QString words;
    for (const auto &detail : failure.details) {
        if (words.isEmpty())
            words = text(detail, language);
        else if (isSentence(detail))
            words += QStringLiteral(". ") + LockPhrases::capital(text(detail, language));
        else
            words += QStringLiteral("; ") + text(detail, language);
        if (words.endsWith(u'.'))
            words.chop(1);
    }
    return words;
}

QString text(const Failure &failure, Language language)
{
    QString words;
    if (!failure.path.empty())
        words = displayText(failure.path) + QStringLiteral(": ");
    else if (failure.systemErrno != 0 && takesPath(failure.call))
        words = QStringLiteral("'': "); // the path passed by the caller is empty
    words += translated(failure.errorCode().message().c_str(), language);
    if (failure.systemErrno != 0)
        words += QStringLiteral(": %1: %2 (%3)")
                     .arg(QString::fromStdString(failure.call),
                          QString::fromLocal8Bit(::strerrordesc_np(failure.systemErrno)),
                          QString::fromStdString(failure.errnoName()));
    if (const auto details = detailText(failure, language); !details.isEmpty())
        words += QStringLiteral(": ") + details;
    if (failure.claim && !failure.claim->isEmpty())
        words += translated(LockPhrases::noop("; it records the owner %1"), language).arg(failure.claim->text());
    return words;
}

QString Failure::message() const
{
    return text(*this);
}

QDebug operator<<(QDebug debug, const Failure &failure)
{
    return writeDebug(std::move(debug), debugText(failure));
}

std::ostream &operator<<(std::ostream &stream, const Failure &failure)
{
    return stream << text(failure, Language::English).toStdString();
}

char *toString(const Failure &failure)
{
    return testText(debugText(failure));
}

} // namespace Lockscope
