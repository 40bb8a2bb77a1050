// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/lockbreaker.h"

#include "qml/pathtext.h"
#include "values/whenfinished.h"

#include <lockscope/async.h>

#include <utility>
#include <vector>

namespace LockscopeQml {

using namespace Lockscope;

void LockBreaker::setJournal(const QString &journal)
{
    if (std::exchange(m_journal, journal) != journal)
        Q_EMIT journalChanged();
}

Breaker LockBreaker::breaker() const
{
    return m_journal.isEmpty() ? Breaker() : Breaker(pathOf(m_journal));
}

void LockBreaker::begin()
{
    if (++m_running == 1)
        Q_EMIT runningChanged();
}

void LockBreaker::end()
{
    if (--m_running == 0)
        Q_EMIT runningChanged();
}

void LockBreaker::plan(const QString &path)
{
    begin();
    whenFinished(this, planAsync(breaker(), pathOf(path)), [this](const std::vector<BreakPlan> &plans) {
        end();
        QVariantList list;
        for (const auto &plan : plans)
            list.append(QVariant::fromValue(plan));
        Q_EMIT planned(list);
    });
}

void LockBreaker::execute(const BreakPlan &plan)
{
    answer(executeAsync(breaker(), plan), &LockBreaker::broken);
}

void LockBreaker::executeByForce(const BreakPlan &plan)
{
    answer(executeAsync(breaker(), plan, Breaker::Force::Yes), &LockBreaker::broken);
}

void LockBreaker::undo(const QString &id)
{
    answer(undoAsync(breaker(), id.toStdString()), &LockBreaker::restored);
}

void LockBreaker::answer(const QFuture<Result<BrokenLock>> &future, Signal done)
{
    begin();
    whenFinished(this, future, [this, done](const Result<BrokenLock> &lock) {
        end();
        if (lock)
            Q_EMIT(this->*done)(*lock);
        else
            Q_EMIT failed(lock.error());
    });
}

} // namespace LockscopeQml
