// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "ui/filter/filterfield.h"
#include "ui/filter/savedfilters.h"
#include "ui/locks/locktableview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Filtering the table, as the user does: by typing in the filter line.
class tst_Filter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void typedFilterNarrowsTheTable();
    void completionIsChosenByKeyboard();
    void completionOffersValuesOfTheLocks();
    void invalidFilterIsExplainedAndTheRestApplies();
    void escapeClearsAndReturnMovesFocus();
    void filterIsSavedAndReused();
    void ageFilterIsReevaluatedOverTime();
    void columnsAndOrderAreSaved();
    void damagedColumnSettingsAreReplacedByDefaults();

private:
    FilterField &field() const { return m_fixture->child<FilterField>("filterText"); }
    QStringList names() const { return columnTexts(m_fixture->table(), LockTable::LockColumn); }
    void type(const char *text) const { QTest::keyClicks(&field(), QString::fromLatin1(text)); }
    void find(const std::vector<LockReport> &reports) const
    {
        Q_EMIT m_fixture->watcher().updated(reports);
        Q_EMIT m_fixture->watcher().initialScanFinished();
        QApplication::processEvents();
    }
    QAbstractItemView &popup() const { return *field().findChild<QCompleter *>()->popup(); }
    QStringList offered() const { return popup().isVisible() ? columnTexts(*popup().model(), 0) : QStringList(); }
    QAction *menuAction(const QString &text) const
    {
        auto &menu = m_fixture->child<SavedFilters>("savedFilters");
        Q_EMIT menu.aboutToShow();
        const auto actions = menu.actions();
        const auto found = std::ranges::find(actions, text, &QAction::text);
        return found == actions.end() ? nullptr : *found;
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_Filter::init()
{
    failOnWarnings();
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->show());
    auto held = heldReport("/srv/held.lock", 42, "backup", 1);
    held.format = "flock";
    find({held, sampleReport("/srv/stale.lock", Verdict::State::Stale), sampleReport("/home/free.lock")});
    QCOMPARE(m_fixture->rows(), 3);
    QTest::keyClick(&m_fixture->window(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(field().hasFocus());
}

void tst_Filter::typedFilterNarrowsTheTable()
{
    type("verdict:stale,held path:/srv");
    QCOMPARE(names(), QStringList({QStringLiteral("stale.lock"), QStringLiteral("held.lock")}));
    type(" pid:42");
    QCOMPARE(names(), QStringList{QStringLiteral("held.lock")});
    QVERIFY(!m_fixture->child<QLabel>("filterProblem").isVisible());
}

void tst_Filter::completionIsChosenByKeyboard()
{
    type("verd");
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("verdict:")});
    QTest::keyClick(&popup(), Qt::Key_Down);
    QTest::keyClick(&popup(), Qt::Key_Return);
    QTRY_COMPARE(field().text(), QStringLiteral("verdict:"));
    // Its values are offered immediately.
    QTRY_VERIFY(offered().contains(QStringLiteral("stale")));
    type("st");
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("stale")});
    QTest::keyClick(&popup(), Qt::Key_Down);
    QTest::keyClick(&popup(), Qt::Key_Return);
    QTRY_COMPARE(field().text(), QStringLiteral("verdict:stale "));
    QVERIFY(!popup().isVisible());
    QCOMPARE(names(), QStringList{QStringLiteral("stale.lock")});
}

void tst_Filter::completionOffersValuesOfTheLocks()
{
    type("kind:");
    QTRY_COMPARE(offered(), QStringList({QStringLiteral("flock"), QStringLiteral("zc")}));
    field().clear();
    QTest::keyClick(&field(), Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(offered().contains(QStringLiteral("path:")));
}

void tst_Filter::invalidFilterIsExplainedAndTheRestApplies()
{
    type("age>soon free");
    QVERIFY(m_fixture->child<QLabel>("filterProblem").isVisible());
    QVERIFY(m_fixture->text("filterProblem").contains(QStringLiteral("“soon” is not a duration.")));
    QCOMPARE(m_fixture->child<QLabel>("filterProblem").textFormat(), Qt::PlainText);
    QCOMPARE(names(), QStringList{QStringLiteral("free.lock")});
    field().setText(QStringLiteral("free"));
    QVERIFY(!m_fixture->child<QLabel>("filterProblem").isVisible());
}

void tst_Filter::escapeClearsAndReturnMovesFocus()
{
    type("free");
    QTest::keyClick(&field(), Qt::Key_Return);
    QTRY_VERIFY(m_fixture->child<LockTableView>("lockTable").hasFocus());
    QTest::keyClick(&m_fixture->window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(&field(), Qt::Key_Escape);
    QCOMPARE(m_fixture->rows(), 3);
}

void tst_Filter::filterIsSavedAndReused()
{
    type("path:/srv  -verdict:stale");
    auto *keep = menuAction(QStringLiteral("&Save this filter"));
    QVERIFY(keep && keep->isEnabled());
    keep->trigger();
    field().clear();
    QCOMPARE(m_fixture->rows(), 3);
    auto *kept = menuAction(QStringLiteral("path:/srv -verdict:stale"));
    QVERIFY(kept);
    kept->trigger();
    QCOMPARE(names(), QStringList{QStringLiteral("held.lock")});
    auto *forget = menuAction(QStringLiteral("&Delete this filter"));
    QVERIFY(forget);
    forget->trigger();
    QVERIFY(!menuAction(QStringLiteral("path:/srv -verdict:stale")));
}

void tst_Filter::ageFilterIsReevaluatedOverTime()
{
    auto young = sampleReport("/srv/young.lock");
    young.modified = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    find({young});
    type("age>1s young");
    QCOMPARE(m_fixture->rows(), 0);
    QTRY_COMPARE(names(), QStringList{QStringLiteral("young.lock")});
}

void tst_Filter::columnsAndOrderAreSaved()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("settings.ini"));
    {
        WindowFixture first(file);
        QVERIFY(first.show());
        auto &table = first.child<LockTableView>("lockTable");
        QMenu columns;
        table.fillColumnMenu(columns);
        const auto actions = columns.actions();
        const auto host = std::ranges::find(actions, QStringLiteral("Host"), &QAction::text);
        QVERIFY(host != actions.end());
        QVERIFY(!(*host)->isChecked());
        (*host)->trigger();
        table.setColumnWidth(LockTable::LockColumn, 321);
        table.sortByColumn(LockTable::AgeColumn, Qt::DescendingOrder);
        table.horizontalHeader()->moveSection(table.horizontalHeader()->visualIndex(LockTable::KindColumn), 0);
    }
    WindowFixture second(file);
    QVERIFY(second.show());
    const auto &table = second.child<LockTableView>("lockTable");
    QVERIFY(!table.isColumnHidden(LockTable::HostColumn));
    QCOMPARE(table.columnWidth(LockTable::LockColumn), 321);
    QCOMPARE(table.horizontalHeader()->visualIndex(LockTable::KindColumn), 0);
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), static_cast<int>(LockTable::AgeColumn));
    QCOMPARE(table.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void tst_Filter::damagedColumnSettingsAreReplacedByDefaults()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("settings.ini"));
    QFile settings(file);
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[table]\ncolumns=@ByteArray(nonsense)\n[window]\ngeometry=7\n[sources]\npaths=3\nkept=true\n"
                   "kernelLocks=maybe\n");
    settings.close();
    WindowFixture fixture(file);
    QVERIFY(fixture.show());
    const auto &table = fixture.child<LockTableView>("lockTable");
    QVERIFY(!table.isColumnHidden(LockTable::LockColumn));
    QVERIFY(table.isColumnHidden(LockTable::HostColumn));
    fixture.window().sources().watchAsBefore();
    QTRY_VERIFY(!fixture.window().sources().all().empty());
}

QTEST_MAIN(tst_Filter)
#include "tst_filter.moc"
