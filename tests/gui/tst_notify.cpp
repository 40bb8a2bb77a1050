// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/notify/notifier.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Being notified when a lock becomes free, becomes stale, or is held for too long.
class tst_Notify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void freedLockIsReported();
    void freedLockIsReportedWhileWindowIsHidden();
    void removedLockIsReportedAsFree();
    void unwatchedLockIsNotReportedAsFree();
    void staleLockIsReported();
    void eachSubscriptionNotifiesOnce();
    void longHeldLockIsReported();
    void everyNewlyStaleLockIsReported();
    void notificationsCanBeCancelled();

private:
    static LockReport stale(const char *path)
    {
        auto report = sampleReport(path);
        report.verdict.state = Verdict::State::Stale;
        return report;
    }
};

void tst_Notify::freedLockIsReported()
{
    const QTemporaryDir folder;
    Actor holder;
    QCOMPARE(holder.say("flock", folder.filePath(QStringLiteral("app.lock")).toStdString()), "held");
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.cell(QStringLiteral("app.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    fixture.select(QStringLiteral("app.lock"));
    fixture.child<QAction>("notifyFree").trigger();
    QVERIFY(!fixture.child<QWidget>("messageBar").isVisible());
    holder.kill(SIGKILL);
    QTRY_COMPARE(fixture.text("messageText"), QStringLiteral("app.lock is free."));
}

void tst_Notify::freedLockIsReportedWhileWindowIsHidden()
{
    const QTemporaryDir folder;
    Actor holder;
    QCOMPARE(holder.say("flock", folder.filePath(QStringLiteral("app.lock")).toStdString()), "held");
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.cell(QStringLiteral("app.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    fixture.select(QStringLiteral("app.lock"));
    fixture.child<QAction>("notifyFree").trigger();
    fixture.window().showMinimized();
    QTRY_VERIFY(fixture.window().isMinimized());
    holder.kill(SIGKILL);
    QTRY_COMPARE(fixture.text("messageText"), QStringLiteral("app.lock is free."));
}

void tst_Notify::removedLockIsReportedAsFree()
{
    const QTemporaryDir folder;
    Actor holder;
    const auto lock = Actor::word(folder.filePath(QStringLiteral("app.pid")).toStdString());
    QCOMPARE(holder.say("acquire pid " + lock + " 0"), "acquired");
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.cell(QStringLiteral("app.pid"), LockTable::VerdictColumn), QStringLiteral("Held"));
    fixture.select(QStringLiteral("app.pid"));
    fixture.child<QAction>("notifyFree").trigger();
    QCOMPARE(holder.say("release pid " + lock), "released");
    QTRY_COMPARE(fixture.text("messageText"), QStringLiteral("app.pid is free."));
}

void tst_Notify::unwatchedLockIsNotReportedAsFree()
{
    const QTemporaryDir folder;
    const QTemporaryDir other;
    Actor holder;
    QCOMPARE(holder.say("flock", folder.filePath(QStringLiteral("app.lock")).toStdString()), "held");
    QCOMPARE(holder.say("flock", other.filePath(QStringLiteral("other.lock")).toStdString()), "held");
    WindowFixture fixture;
    fixture.window().sources().watchOnly({folder.path().toStdString(), other.path().toStdString()});
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.cell(QStringLiteral("app.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    QTRY_VERIFY(fixture.rowOf(QStringLiteral("other.lock")) >= 0);
    fixture.select(QStringLiteral("app.lock"));
    fixture.child<QAction>("notifyFree").trigger();
    fixture.window().sources().remove({folder.path().toStdString()});
    QTRY_COMPARE(fixture.rowOf(QStringLiteral("app.lock")), -1);
    // The thread exits when its last path is removed.
    fixture.select(QStringLiteral("other.lock"));
    fixture.child<QAction>("notifyFree").trigger();
    fixture.window().sources().remove({other.path().toStdString()});
    QTRY_COMPARE(fixture.rows(), 0);
    QCoreApplication::processEvents();
    QVERIFY(!fixture.child<QWidget>("messageBar").isVisible());
}

void tst_Notify::staleLockIsReported()
{
    const QTemporaryDir folder;
    Actor holder;
    const auto lock = Actor::word(folder.filePath(QStringLiteral("app.pid")).toStdString());
    QCOMPARE(holder.say("acquire pid " + lock + " 0"), "acquired");
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_COMPARE(fixture.cell(QStringLiteral("app.pid"), LockTable::VerdictColumn), QStringLiteral("Held"));
    fixture.select(QStringLiteral("app.pid"));
    fixture.child<QAction>("notifyStale").trigger();
    holder.kill(SIGKILL);
    QVERIFY(holder.waitForEnd());
    QTRY_COMPARE(fixture.text("messageText"), QStringLiteral("app.pid is stale."));
}

void tst_Notify::eachSubscriptionNotifiesOnce()
{
    LockTableModel locks;
    Notifier notifier(locks);
    QSignalSpy due(&notifier, &Notifier::due);
    locks.update({heldReport("/t/a.lock", 42, "p")});
    notifier.add({.key = "/t/a.lock", .name = QStringLiteral("a.lock")});
    notifier.add({.key = "/t/a.lock", .name = QStringLiteral("a.lock")});
    QVERIFY(due.isEmpty());
    locks.update({sampleReport("/t/a.lock")});
    QCOMPARE(due.size(), 1);
    locks.update({heldReport("/t/a.lock", 42, "p")});
    locks.remove({"/t/a.lock"});
    QCOMPARE(due.size(), 1);
}

void tst_Notify::longHeldLockIsReported()
{
    LockTableModel locks;
    Notifier notifier(locks);
    QSignalSpy due(&notifier, &Notifier::due);
    locks.update({heldReport("/t/a.lock", 42, "p")});
    notifier.add({.key = "/t/a.lock",
                  .name = QStringLiteral("a.lock"),
                  .when = Notifier::When::HeldFor,
                  .held = std::chrono::minutes(0)});
    QCOMPARE(due.size(), 1);
    notifier.add({.key = "/t/a.lock",
                  .name = QStringLiteral("a.lock"),
                  .when = Notifier::When::HeldFor,
                  .held = std::chrono::hours(24 * 365 * 90)});
    QCOMPARE(due.size(), 1);
    QCOMPARE(notifier.subscriptions().size(), 1U);
}

void tst_Notify::everyNewlyStaleLockIsReported()
{
    LockTableModel locks;
    Notifier notifier(locks);
    QSignalSpy due(&notifier, &Notifier::due);
    locks.update({stale("/t/old.lock")});
    notifier.setReportsEveryStale(true);
    locks.update({stale("/t/old.lock"), stale("/t/new.lock")});
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().first().toString(), QStringLiteral("new.lock is stale."));
    locks.update({stale("/t/b.lock"), stale("/t/c.lock")});
    QCOMPARE(due.size(), 2);
    QVERIFY(due.last().first().toString().startsWith(u'2'));
    notifier.setReportsEveryStale(false);
    locks.update({stale("/t/d.lock")});
    QCOMPARE(due.size(), 2);
}

void tst_Notify::notificationsCanBeCancelled()
{
    LockTableModel locks;
    Notifier notifier(locks);
    QSignalSpy due(&notifier, &Notifier::due);
    locks.update({heldReport("/t/a.lock", 42, "p")});
    notifier.add({.key = "/t/a.lock", .name = QStringLiteral("a.lock")});
    notifier.forgetAll();
    locks.remove({"/t/a.lock"});
    QVERIFY(due.isEmpty());
}

QTEST_MAIN(tst_Notify)
#include "tst_notify.moc"
