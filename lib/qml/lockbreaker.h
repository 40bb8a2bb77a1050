// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breaker.h>
#include <lockscope/result.h>

#include <QFuture>
#include <QObject>
#include <QString>
#include <QtQml/qqml.h>
#include <QVariantList>

namespace LockscopeQml {

/// Breaks stale locks and restores broken ones without blocking, see Lockscope::Breaker. Each function is answered by
/// one signal.
///
///     LockBreaker {
///         id: breaker
///         onPlanned: plans => { if (plans[0].isSafe) execute(plans[0]) }
///         onBroken: lock => undoButton.lockId = lock.id
///         onFailed: failure => console.warn(failure.message)
///     }
class LockBreaker : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString journal READ journal WRITE setJournal NOTIFY journalChanged)
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged)

public:
    using QObject::QObject;

    /// The directory of the journal; empty: that of this user.
    QString journal() const { return m_journal; }
    void setJournal(const QString &journal);
    bool isRunning() const { return m_running > 0; }

    /// Plans a break of the locks at this path or URL, and changes nothing. Answered by planned().
    Q_INVOKABLE void plan(const QString &path);
    /// Answered by broken() or failed().
    Q_INVOKABLE void execute(const Lockscope::BreakPlan &plan);
    /// Also breaks a lock that is not proven stale, if the plan permits it.
    Q_INVOKABLE void executeByForce(const Lockscope::BreakPlan &plan);
    /// Restores the lock with this ID, or the most recent one. Answered by restored() or failed().
    Q_INVOKABLE void undo(const QString &id = {});

Q_SIGNALS:
    /// One plan for each lock.
    void planned(const QVariantList &plans);
    void broken(const Lockscope::BrokenLock &lock);
    void restored(const Lockscope::BrokenLock &lock);
    void failed(const Lockscope::Failure &failure);
    void journalChanged();
    void runningChanged();

private:
    using Signal = void (LockBreaker::*)(const Lockscope::BrokenLock &);

    Lockscope::Breaker breaker() const;
    void answer(const QFuture<Lockscope::Result<Lockscope::BrokenLock>> &future, Signal done);
    void begin();
    void end();

    QString m_journal;
    int m_running = 0;
};

} // namespace LockscopeQml
