// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/events/eventmodel.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The list of events: few rows, about the locks that the user watches, and without movement while it is read.
class tst_Events : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void repeatedEventsAreOneRow();
    void releaseNamesItsHolder();
    void filterLimitsTheEvents();
    void listDoesNotChangeWhileItIsRead();
    void eventOfRemovedLockClearsTheDetails();
    void existingLocksAtStartAreNoEvents();

private:
    std::string path(const char *name) const { return m_directory->filePath(QLatin1String(name)).toStdString(); }
    QAbstractItemModel &events() const { return *m_fixture->child<QTreeView>("eventList").model(); }
    int rowOf(const char *event, const char *lock) const
    {
        for (int row = 0; row < events().rowCount(); ++row) {
            if (events().index(row, EventModel::EventColumn).data().toString().startsWith(QLatin1String(event)) &&
                events().index(row, EventModel::LockColumn).data().toString() == QLatin1String(lock))
                return row;
        }
        return -1;
    }
    QByteArray word(const char *name) const { return Actor::word(path(name)); }
    void acquire(const char *name)
    {
        QCOMPARE(m_actor->say("acquire pid " + word(name) + " 0"), "acquired");
        QTRY_COMPARE(m_fixture->cell(QLatin1String(name), LockTable::VerdictColumn), QStringLiteral("Held"));
    }
    void lockOnce(const char *name)
    {
        acquire(name);
        QCOMPARE(m_actor->say("release pid " + word(name)), "released");
        QTRY_COMPARE(m_fixture->rowOf(QLatin1String(name)), -1);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Actor> m_actor;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_Events::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    m_actor = std::make_unique<Actor>();
    QFile old(m_directory->filePath(QStringLiteral("old.lock")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_directory->path().toStdString());
    QVERIFY(m_fixture->show());
    m_fixture->child<QAction>("showEvents").trigger();
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("old.lock")) >= 0);
}

void tst_Events::cleanup()
{
    m_fixture.reset();
    m_actor.reset();
}

void tst_Events::repeatedEventsAreOneRow()
{
    for (int i = 0; i < 3; ++i)
        lockOnce("app.lock");
    const int row = rowOf("Acquired", "app.lock");
    QVERIFY(row >= 0);
    QCOMPARE(events().index(row, EventModel::EventColumn).data().toString(), QStringLiteral("Acquired ×3"));
    QVERIFY(events().rowCount() <= 4);
}

void tst_Events::releaseNamesItsHolder()
{
    lockOnce("app.lock");
    const int row = rowOf("Released", "app.lock");
    QVERIFY(row >= 0);
    const auto who = events().index(row, EventModel::WhoColumn).data().toString();
    QVERIFY2(who.contains(QString::fromStdString(m_actor->pidText())), qPrintable(who));
}

void tst_Events::filterLimitsTheEvents()
{
    lockOnce("one.lock");
    lockOnce("two.lock");
    auto &filter = m_fixture->child<QLineEdit>("filterText");
    QVERIFY(filter.isVisible());
    filter.setText(QStringLiteral("one"));
    QVERIFY(rowOf("Acquired", "one.lock") >= 0);
    QCOMPARE(rowOf("Acquired", "two.lock"), -1);
    filter.setText(QStringLiteral("pid:%1").arg(QString::fromStdString(m_actor->pidText())));
    QVERIFY(rowOf("Acquired", "one.lock") >= 0 && rowOf("Acquired", "two.lock") >= 0);
    filter.setText(QStringLiteral("pid:1"));
    QCOMPARE(events().rowCount(), 0);
}

void tst_Events::listDoesNotChangeWhileItIsRead()
{
    lockOnce("one.lock");
    auto &view = m_fixture->child<QTreeView>("eventList");
    auto &more = m_fixture->child<QPushButton>("moreEvents");
    QVERIFY(!more.isVisible());
    view.setCurrentIndex(events().index(0, 0));
    const int rows = events().rowCount();
    lockOnce("two.lock");
    QCOMPARE(events().rowCount(), rows);
    QVERIFY(more.isVisible());
    QTest::mouseClick(&more, Qt::LeftButton);
    QVERIFY(rowOf("Acquired", "two.lock") >= 0);
    QVERIFY(!more.isVisible());
}

void tst_Events::eventOfRemovedLockClearsTheDetails()
{
    m_fixture->select(QStringLiteral("old.lock"));
    lockOnce("app.lock");
    QTRY_VERIFY(rowOf("Removed", "app.lock") >= 0);
    m_fixture->child<QTreeView>("eventList").setCurrentIndex(events().index(rowOf("Removed", "app.lock"), 0));
    QVERIFY(m_fixture->child<QLabel>("detailsEmpty").isVisible());
    QVERIFY(!m_fixture->child<QAction>("breakLock").isEnabled());
    // The lock of another event is selected.
    acquire("new.lock");
    QTest::mouseClick(&m_fixture->child<QPushButton>("moreEvents"), Qt::LeftButton);
    m_fixture->child<QTreeView>("eventList").setCurrentIndex(events().index(rowOf("Acquired", "new.lock"), 0));
    QCOMPARE(m_fixture->child<QLineEdit>("lockPath").text(), QString::fromStdString(path("new.lock")));
}

void tst_Events::existingLocksAtStartAreNoEvents()
{
    lockOnce("app.lock");
    QCOMPARE(rowOf("Appeared", "old.lock"), -1);
}

QTEST_MAIN(tst_Events)
#include "tst_events.moc"
