// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/cellfilter.h"

#include "ui/filter/filtertokens.h"
#include "ui/model/lockrow.h"
#include "ui/text/holdertext.h"

namespace Lockscope::Ui {

namespace {

/// A quote cannot be part of a term, and a comma separates values.
bool isWritable(const QString &value)
{
    return !value.isEmpty() && !value.contains(u'"') && !value.contains(u',');
}

QString term(const char *key, const QString &value)
{
    return isWritable(value) ? QLatin1String(key) + u':' + quotedFilterValue(value) : QString();
}

QString verdictWord(Verdict::State state)
{
    switch (state) {
    case Verdict::State::Held:
        return QStringLiteral("held");
    case Verdict::State::Stale:
        return QStringLiteral("stale");
    case Verdict::State::Free:
        return QStringLiteral("free");
    case Verdict::State::Unknown:
        return QStringLiteral("unknown");
    case Verdict::State::Absent:
        return QStringLiteral("absent");
    }
    return {};
}

} // namespace

QString cellFilter(const LockRow &lock, LockTable::Column column)
{
    const auto pidTerm = [](std::int64_t pid) { return pid > 0 ? term("pid", QString::number(pid)) : QString(); };
    switch (column) {
    case LockTable::VerdictColumn:
        return term("verdict", verdictWord(lock.verdict.state));
    case LockTable::LockColumn:
        return term("path", lock.path().empty() ? QString() : lock.name);
    case LockTable::KindColumn:
        return term("kind", lock.kind);
    case LockTable::ProgramColumn:
        return isWritable(lock.program) ? quotedFilterValue(lock.program) : QString();
    case LockTable::OwnerColumn:
        return pidTerm(lock.ownerPids.size() == 1 ? lock.ownerPids.front() : 0);
    case LockTable::HolderColumn:
        return pidTerm(holderPid(lock.report()));
    case LockTable::HostColumn:
        return term("host", lock.host);
    case LockTable::PlaceColumn:
        return term("host", lock.place);
    case LockTable::WaitersColumn:
        return lock.waiters > 0 ? QStringLiteral("waiters>0") : QString();
    case LockTable::PathColumn:
        return term("path", lock.path().empty() ? QString() : lock.folder + u'/');
    case LockTable::HeldColumn:
    case LockTable::AgeColumn:
    case LockTable::ColumnCount:
        break;
    }
    return {};
}

} // namespace Lockscope::Ui
