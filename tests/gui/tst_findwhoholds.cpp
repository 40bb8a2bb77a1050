// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Finding out which process holds a lock, since when, and how that is known.
class tst_FindWhoHolds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void byMouse();
    void byKeyboard();
    void heldTimeIsExactIfWatched();
    void reportCanBeShared();

private:
    std::string path(const char *name) const { return m_directory->filePath(QLatin1String(name)).toStdString(); }
    void holderIsSaid() const
    {
        QVERIFY2(m_fixture->text("verdictSummary").contains(QString::fromStdString(m_holder->pidText())),
                 qPrintable(m_fixture->text("verdictSummary")));
        QCOMPARE(m_fixture->child<QLineEdit>("lockPath").text(), QString::fromStdString(path("app.lock")));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Actor> m_holder;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_FindWhoHolds::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    m_holder = std::make_unique<Actor>();
    // No process has it open, which would also be evidence of a holder.
    QVERIFY(QFile(QString::fromStdString(path("a.lock"))).open(QIODevice::WriteOnly));
    for (const auto *name : {"app.lock", "zebra.lock"})
        QCOMPARE(m_holder->say("flock", path(name)), "held");
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_directory->path().toStdString());
    QVERIFY(m_fixture->show());
    QTRY_COMPARE(m_fixture->rows(), 3);
}

void tst_FindWhoHolds::cleanup()
{
    m_fixture.reset();
    m_holder.reset();
    m_directory.reset();
}

void tst_FindWhoHolds::byMouse()
{
    const auto lock = QStringLiteral("app.lock");
    // It can be read from the row itself.
    QCOMPARE(m_fixture->cell(lock, LockTable::VerdictColumn), QStringLiteral("Held"));
    QVERIFY(m_fixture->cell(lock, LockTable::HolderColumn).contains(QString::fromStdString(m_holder->pidText())));
    auto &table = m_fixture->child<LockTableView>("lockTable");
    const auto cell = table.visualRect(m_fixture->table().index(m_fixture->rowOf(lock), LockTable::LockColumn));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    holderIsSaid();
}

void tst_FindWhoHolds::byKeyboard()
{
    QTest::keyClick(&m_fixture->window(), Qt::Key_F, Qt::ControlModifier);
    auto &filter = m_fixture->child<QLineEdit>("filterText");
    QTRY_VERIFY(filter.hasFocus());
    QTest::keyClicks(&filter, QStringLiteral("app verdict:held"));
    QTest::keyClick(&filter, Qt::Key_Return);
    QTRY_VERIFY(m_fixture->child<LockTableView>("lockTable").hasFocus());
    QCOMPARE(m_fixture->rows(), 1);
    holderIsSaid();
}

void tst_FindWhoHolds::heldTimeIsExactIfWatched()
{
    QVERIFY(m_fixture->cell(QStringLiteral("app.lock"), LockTable::HeldColumn).startsWith(QStringLiteral("> ")));
    QVERIFY(m_fixture->cell(QStringLiteral("a.lock"), LockTable::HeldColumn).isEmpty());
    QCOMPARE(m_holder->say("flock", path("a.lock")), "held");
    QTRY_VERIFY(!m_fixture->cell(QStringLiteral("a.lock"), LockTable::HeldColumn).isEmpty());
    QVERIFY(!m_fixture->cell(QStringLiteral("a.lock"), LockTable::HeldColumn).startsWith(QStringLiteral("> ")));
}

void tst_FindWhoHolds::reportCanBeShared()
{
    m_fixture->select(QStringLiteral("app.lock"));
    m_fixture->child<LockTableView>("lockTable").setFocus();
    QTest::keyClick(&m_fixture->window(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const auto copied = [] { return QApplication::clipboard()->text(); };
    // The processes are read in another thread.
    QTRY_VERIFY_WITH_TIMEOUT(copied().contains(QString::fromStdString(path("app.lock"))), 60'000);
    QVERIFY2(copied().contains(QString::fromStdString(m_holder->pidText())), qPrintable(copied()));
}

QTEST_MAIN(tst_FindWhoHolds)
#include "tst_findwhoholds.moc"
