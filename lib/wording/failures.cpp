// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

#include <lockscope/displaytext.h>
#include <lockscope/failure.h>

#include <cstring>

namespace Lockscope {

namespace {

const char *sourceOf(LockErrc code)
{
    switch (code) {
    case LockErrc::AlreadyLocked:
        return LockPhrases::noop("already locked");
    case LockErrc::LockTimeout:
        return LockPhrases::noop("still locked when the timeout expired");
    case LockErrc::LockFailed:
        return LockPhrases::noop("cannot lock");
    case LockErrc::Cancelled:
        return LockPhrases::noop("waiting for the lock was cancelled");
    case LockErrc::WouldDeadlock:
        return LockPhrases::noop("this thread already holds the lock and would wait for itself indefinitely");
    case LockErrc::InvalidOption:
        return LockPhrases::noop("invalid option");
    case LockErrc::NotLocked:
        return LockPhrases::noop("not locked");
    case LockErrc::NotMyLock:
        return LockPhrases::noop("locked, but not by this object");
    case LockErrc::UnlockFailed:
        return LockPhrases::noop("cannot unlock");
    case LockErrc::BreakRefused:
        return LockPhrases::noop("not broken");
    case LockErrc::ReadFailed:
        return LockPhrases::noop("cannot read");
    case LockErrc::NothingToBreak:
        return LockPhrases::noop("nothing to break");
    case LockErrc::BreakChanged:
        return LockPhrases::noop("not broken, because it has changed since it was inspected");
    case LockErrc::BreakFailed:
        return LockPhrases::noop("cannot break");
    case LockErrc::StateFailed:
        return LockPhrases::noop("cannot use the journal or the history");
    case LockErrc::UndoRefused:
        return LockPhrases::noop("not restored");
    case LockErrc::UnknownBreak:
        return LockPhrases::noop("no such broken lock");
    case LockErrc::SignalRefused:
        return LockPhrases::noop("no signal sent");
    case LockErrc::SignalFailed:
        return LockPhrases::noop("cannot send the signal");
    case LockErrc::UndoFailed:
        return LockPhrases::noop("cannot restore");
    }
    return LockPhrases::noop("unknown error");
}

bool isSentence(const Message &message)
{
    return std::holds_alternative<Sentence::Verdict>(message.id);
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
    else if (failure.systemErrno != 0)
        words = QStringLiteral("'': "); // an empty path was asked for
    words += translated(sourceOf(failure.code), language);
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

} // namespace Lockscope
