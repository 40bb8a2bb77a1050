// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"
#include "ui/widgets/factstable.h"

#include <QAction>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The commands for the selected lock.
class tst_LockCommands : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void noteUrl(const QUrl &url) { m_opened = url; }

private Q_SLOTS:
    void init();
    void cleanup();

    void returnOpensProcessOfHeldLock();
    void doubleClickOpensProcessOfHeldLock();
    void holderIsAskedToExit();
    void processPageListsAllItsLocks();
    void selectedSignalIsSent();
    void cellIsIncludedInAndExcludedFromFilter();
    void locksOfTheSameHolderAreShown();
    void containingFolderIsOpened();
    void lockIsShownInTheTimeline();
    void messageDoesNotMoveTheLayout();

private:
    std::string path(const char *name) const { return m_directory->filePath(QLatin1String(name)).toStdString(); }
    LockTableView &table() const { return m_fixture->child<LockTableView>("lockTable"); }
    void trigger(const char *action) const
    {
        auto &found = m_fixture->child<QAction>(action);
        QVERIFY2(found.isEnabled() && table().actions().contains(&found), action);
        found.trigger();
    }

    QUrl m_opened;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Actor> m_holder;
    std::unique_ptr<Actor> m_other;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_LockCommands::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    m_holder = std::make_unique<Actor>();
    m_other = std::make_unique<Actor>();
    QCOMPARE(m_holder->say("flock", path("one.lock")), "held");
    QCOMPARE(m_holder->say("flock", path("two.lock")), "held");
    QCOMPARE(m_other->say("flock", path("other.lock")), "held");
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_directory->path().toStdString());
    QVERIFY(m_fixture->show());
    QTRY_COMPARE(m_fixture->rows(), 3);
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("one.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    m_fixture->select(QStringLiteral("one.lock"));
}

void tst_LockCommands::cleanup()
{
    m_fixture.reset();
    m_holder.reset();
    m_other.reset();
}

void tst_LockCommands::returnOpensProcessOfHeldLock()
{
    m_fixture->child<QAction>("showDetails").setChecked(false);
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Return);
    QTRY_VERIFY(m_fixture->child<QWidget>("processTree").isVisible());
}

void tst_LockCommands::doubleClickOpensProcessOfHeldLock()
{
    const auto cell = table().visualRect(table().model()->index(m_fixture->rowOf(QStringLiteral("other.lock")), 1));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    QTest::mouseDClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    QTRY_VERIFY(m_fixture->child<QWidget>("processTree").isVisible());
    QCOMPARE(m_fixture->child<QLineEdit>("lockPath").text(), QString::fromStdString(path("other.lock")));
}

void tst_LockCommands::holderIsAskedToExit()
{
    trigger("signalHolder");
    auto *dialog = m_fixture->dialog("signalDialog");
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->findChild<QPushButton *>(QStringLiteral("askHolder")));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("askHolder")), Qt::LeftButton);
    QVERIFY(m_holder->waitForEnd());
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("one.lock"), LockTable::VerdictColumn), QStringLiteral("Free"));
}

void tst_LockCommands::processPageListsAllItsLocks()
{
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Return);
    auto &locks = m_fixture->child<FactsTable>("processLocks");
    QTRY_COMPARE(locks.topLevelItemCount(), 2);
    QCOMPARE(locks.topLevelItem(0)->text(0), QStringLiteral("one.lock"));
    QCOMPARE(locks.topLevelItem(1)->text(0), QStringLiteral("two.lock"));
    QCOMPARE(locks.topLevelItem(1)->text(1), QStringLiteral("holds it"));
    locks.setCurrentItem(locks.topLevelItem(1));
    QTest::keyClick(&locks, Qt::Key_Return);
    QTRY_COMPARE(m_fixture->child<QLineEdit>("lockPath").text(), QString::fromStdString(path("two.lock")));
}

void tst_LockCommands::selectedSignalIsSent()
{
    trigger("signalHolder");
    auto *dialog = m_fixture->dialog("signalDialog");
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->findChild<QToolButton *>(QStringLiteral("chooseSignal")));
    auto *menu = dialog->findChild<QToolButton *>(QStringLiteral("chooseSignal"))->menu();
    for (const auto *name : {"SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGCONT", "SIGKILL"})
        QVERIFY2(menu->findChild<QAction *>(QLatin1String(name)), name);
    menu->findChild<QAction *>(QStringLiteral("SIGCONT"))->trigger();
    const auto answer = [&] { return WindowFixture::childOf<QLabel>(*dialog, "signalAnswer").text(); };
    QTRY_VERIFY2(answer().startsWith(QStringLiteral("SIGCONT was sent")), qPrintable(answer()));
    QCOMPARE(m_holder->say("flock", path("third.lock")), "held"); // it continues to run
    dialog->findChild<QToolButton *>(QStringLiteral("chooseSignal"))
        ->menu()
        ->findChild<QAction *>(QStringLiteral("SIGHUP"))
        ->trigger();
    QVERIFY(m_holder->waitForEnd());
}

void tst_LockCommands::cellIsIncludedInAndExcludedFromFilter()
{
    const int row = m_fixture->rowOf(QStringLiteral("one.lock"));
    const auto chooseCell = [&](const char *lock, LockTable::Column column) {
        table().selectionModel()->setCurrentIndex(table().model()->index(m_fixture->rowOf(QLatin1String(lock)), column),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    };
    QVERIFY(row >= 0);
    chooseCell("one.lock", LockTable::HolderColumn);
    trigger("filterIn");
    QCOMPARE(m_fixture->rows(), 2);
    chooseCell("one.lock", LockTable::LockColumn);
    trigger("filterOut");
    QCOMPARE(m_fixture->rows(), 1);
    QVERIFY(m_fixture->rowOf(QStringLiteral("two.lock")) >= 0);
    m_fixture->child<QAction>("clearFilter").trigger();
    chooseCell("one.lock", LockTable::AgeColumn);
    QVERIFY(!m_fixture->child<QAction>("filterIn").isEnabled());
}

void tst_LockCommands::locksOfTheSameHolderAreShown()
{
    trigger("sameHolder");
    QCOMPARE(m_fixture->rows(), 2);
    QCOMPARE(m_fixture->rowOf(QStringLiteral("other.lock")), -1);
}

void tst_LockCommands::containingFolderIsOpened()
{
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "noteUrl");
    trigger("openContainingFolder");
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QCOMPARE(m_opened, QUrl::fromLocalFile(m_directory->path()));
}

void tst_LockCommands::lockIsShownInTheTimeline()
{
    trigger("showInTimeline");
    auto &views = m_fixture->child<QTabWidget>("views");
    QCOMPARE(views.currentWidget()->objectName(), QStringLiteral("timelinePage"));
}

void tst_LockCommands::messageDoesNotMoveTheLayout()
{
    const auto placeOf = [&](const char *name) {
        const auto &widget = m_fixture->child<QWidget>(name);
        return widget.mapTo(&m_fixture->window(), QPoint());
    };
    const auto table = placeOf("lockTable");
    const auto details = placeOf("verdictSummary");
    m_fixture->window().say(QStringLiteral("Something happened."));
    QTRY_VERIFY(m_fixture->child<QWidget>("messageBar").isVisible());
    QCoreApplication::processEvents();
    QCOMPARE(placeOf("lockTable"), table);
    QCOMPARE(placeOf("verdictSummary"), details);
    QTest::mouseClick(&m_fixture->child<QWidget>("messageDismiss"), Qt::LeftButton);
    QVERIFY(!m_fixture->child<QWidget>("messageBar").isVisible());
}

QTEST_MAIN(tst_LockCommands)
#include "tst_lockcommands.moc"
