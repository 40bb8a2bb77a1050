// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "ui/filter/chip.h"
#include "ui/locks/locktableview.h"
#include "ui/mainwindow.h"
#include "ui/settings/preferences.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The real window, with reports from the test instead of its watcher.
class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void countsAreInTheStatusBar();
    void mostUrgentLockIsOnTop();
    void filterTextNarrowsTheTable();
    void chipAndMenuAreSynchronised();
    void emptyTableExplainsWhy();
    void selectedLockIsShownAndUpdated();
    void removedLockIsNoLongerShown();
    void selectionSurvivesSortingAndUpdates();
    void pathAndReportAreCopied();
    void failuresAreShownInsideTheWindow();
    void failureTextIsNotInterpreted();
    void everyWidgetIsReachableByKeyboard();
    void buttonsAndFieldsHaveAccessibleNames();
    void columnsFillTheWindow_data();
    void columnsFillTheWindow();
    void columnsFitTheirCells();
    void timesAreNeverElided();
    void manualColumnWidthsAreKept();
    void chipCountsRespectTextAndSourceFilter();
    void waitingTabCountsProcesses();
    void agesAdvance();
    void droppedFolderIsWatched();
    void ownFilesAreNoEvents();

private:
    template <typename T>
    T &child(const char *name) const
    {
        auto *found = m_window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }
    void trigger(const char *name) const
    {
        auto &action = child<QAction>(name);
        QVERIFY2(action.isEnabled(), name);
        action.trigger();
    }
    void find(const std::vector<LockReport> &reports) const
    {
        Q_EMIT m_watcher->updated(reports);
        Q_EMIT m_watcher->initialScanFinished();
        QApplication::processEvents();
    }
    QAbstractItemModel &table() const { return *child<LockTableView>("lockTable").model(); }
    QStringList names() const { return columnTexts(table(), LockTable::LockColumn); }
    QString text(const char *label) const { return child<QLabel>(label).text(); }

    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MainWindow> m_window;
};

void tst_MainWindow::init()
{
    failOnWarnings();
    m_watcher = std::make_unique<LockWatcher>();
    m_preferences = std::make_unique<Preferences>();
    m_window = std::make_unique<MainWindow>(*m_watcher, *m_preferences);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
    m_watcher.reset();
}

void tst_MainWindow::countsAreInTheStatusBar()
{
    QCOMPARE(text("statusCounts"), QStringLiteral("No locks"));
    find({heldReport("/b", 5, "p", 1), sampleReport("/a", Verdict::State::Stale), sampleReport("/c")});
    QCOMPARE(text("statusCounts"), QStringLiteral("3 locks: 1 held, 1 stale, 1 with waiters, 1 free"));
    child<QLineEdit>("filterText").setText(QStringLiteral("/a"));
    QTRY_COMPARE(text("statusCounts"), QStringLiteral("3 locks: 1 held, 1 stale, 1 with waiters, 1 free (1 shown)"));
}

void tst_MainWindow::mostUrgentLockIsOnTop()
{
    find({sampleReport("/free"), heldReport("/held", 5, "p"), sampleReport("/stale", Verdict::State::Stale)});
    QCOMPARE(names(), QStringList({QStringLiteral("stale"), QStringLiteral("held"), QStringLiteral("free")}));
}

void tst_MainWindow::filterTextNarrowsTheTable()
{
    find({sampleReport("/x/one.lock"), sampleReport("/x/two.lock")});
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto &filter = child<QLineEdit>("filterText");
    QTRY_VERIFY(filter.hasFocus());
    QTest::keyClicks(&filter, QStringLiteral("TWO"));
    QCOMPARE(names(), QStringList{QStringLiteral("two.lock")});
    QTest::keyClick(&filter, Qt::Key_Return);
    QTRY_VERIFY(child<LockTableView>("lockTable").hasFocus());
    QCOMPARE(text("verdictSummary"), QStringLiteral("Nobody holds it."));
    QTest::keyClick(&filter, Qt::Key_Escape);
    QCOMPARE(names().size(), 2);
}

void tst_MainWindow::chipAndMenuAreSynchronised()
{
    find({sampleReport("/free"), heldReport("/held", 5, "p"), sampleReport("/stale", Verdict::State::Stale)});
    const auto chipOf = [this](LockCategory category) -> Chip & {
        return child<Chip>(qPrintable(QStringLiteral("chip%1").arg(static_cast<int>(category))));
    };
    auto &all = child<Chip>("chip0");
    QVERIFY(all.isChecked());
    QCOMPARE(chipOf(LockCategory::Held).count(), 1U);
    QVERIFY(!chipOf(LockCategory::Absent).isVisible());

    QTest::mouseClick(&chipOf(LockCategory::Held), Qt::LeftButton);
    QCOMPARE(names(), QStringList{QStringLiteral("held")});
    QVERIFY(!all.isChecked());
    QTest::keyClick(&chipOf(LockCategory::Stale), Qt::Key_Space);
    QCOMPARE(names(), QStringList({QStringLiteral("stale"), QStringLiteral("held")}));

    const auto actions = m_window->findChildren<QAction *>();
    const auto held = std::ranges::find(actions, QStringLiteral("Held"), &QAction::text);
    QVERIFY(held != actions.end() && (*held)->isChecked());
    (*held)->trigger();
    QCOMPARE(names(), QStringList{QStringLiteral("stale")});
    QVERIFY(!chipOf(LockCategory::Held).isChecked());

    QTest::mouseClick(&all, Qt::LeftButton);
    QCOMPARE(names().size(), 3);
    QTest::mouseClick(&all, Qt::LeftButton);
    QVERIFY(all.isChecked());
}

void tst_MainWindow::emptyTableExplainsWhy()
{
    const QTemporaryDir folder;
    m_window->sources().watchOnly({folder.path().toStdString()});
    QCOMPARE(text("locksEmptyTitle"), QStringLiteral("Scanning for locks…"));
    QTRY_COMPARE(text("locksEmptyTitle"), QStringLiteral("No locks found"));
    QVERIFY(child<QWidget>("locksEmpty").isVisible());
    find({sampleReport("/free")});
    QVERIFY(!child<QWidget>("locksEmpty").isVisible());

    child<QLineEdit>("filterText").setText(QStringLiteral("nothing like it"));
    QTRY_VERIFY(child<QWidget>("locksEmpty").isVisible());
    QCOMPARE(text("locksEmptyTitle"), QStringLiteral("No lock matches the filter"));
    QTest::mouseClick(&child<QAbstractButton>("locksEmptyRemedy"), Qt::LeftButton);
    QTRY_VERIFY(!child<QWidget>("locksEmpty").isVisible());
    QCOMPARE(names().size(), 1);
}

void tst_MainWindow::selectedLockIsShownAndUpdated()
{
    find({sampleReport("/t/a.lock"), sampleReport("/t/b.lock")});
    child<LockTableView>("lockTable").selectRow(1);
    QCOMPARE(child<QLineEdit>("lockPath").text(), QStringLiteral("/t/b.lock"));
    QCOMPARE(text("verdictSummary"), QStringLiteral("Nobody holds it."));
    find({heldReport("/t/b.lock", 5, "p")});
    QCOMPARE(text("verdictSummary"), QStringLiteral("Held by a process."));
}

void tst_MainWindow::removedLockIsNoLongerShown()
{
    find({sampleReport("/t/a.lock"), sampleReport("/t/b.lock"), sampleReport("/t/c.lock")});
    child<LockTableView>("lockTable").selectRow(1);
    QVERIFY(child<QWidget>("evidence").isVisible());
    Q_EMIT m_watcher->removed({"/t/b.lock"});
    QVERIFY(child<QLabel>("detailsEmpty").isVisible());
    QVERIFY(!child<QAction>("copyPath").isEnabled());
}

void tst_MainWindow::selectionSurvivesSortingAndUpdates()
{
    find({sampleReport("/t/a.lock"), sampleReport("/t/b.lock"), sampleReport("/t/c.lock")});
    auto &table = child<LockTableView>("lockTable");
    table.selectRow(2);
    table.sortByColumn(LockTable::LockColumn, Qt::DescendingOrder);
    QCOMPARE(table.selectionModel()->selectedRows().first().row(), 0);
    find(sampleReports(500));
    Q_EMIT m_watcher->removed({"/t/a.lock"});
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
    QCOMPARE(child<QLineEdit>("lockPath").text(), QStringLiteral("/t/c.lock"));
}

void tst_MainWindow::pathAndReportAreCopied()
{
    find({sampleReport("/t/a.lock"), sampleReport("/t/b.lock")});
    auto &table = child<LockTableView>("lockTable");
    table.setFocus();
    table.selectAll();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("/t/a.lock\n/t/b.lock"));
    QTest::keyClick(&table, Qt::Key_Home);
    trigger("copyReport");
    QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u'#'));
    const auto report = QApplication::clipboard()->text();
    QVERIFY2(report.startsWith(QStringLiteral("## Free: `/t/a.lock`\n\n")), qPrintable(report));
    table.selectAll();
    trigger("copyReportJson");
    const auto lines = QApplication::clipboard()->text().toUtf8().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(QJsonDocument::fromJson(lines.last()).object()[u"path"].toString(), QStringLiteral("/t/b.lock"));
}

void tst_MainWindow::failuresAreShownInsideTheWindow()
{
    auto &bar = child<QWidget>("messageBar");
    QVERIFY(!bar.isVisible());
    Failure failure = Failure::of(LockErrc::ReadFailed, "/root/secret");
    failure.systemErrno = EACCES;
    Q_EMIT m_watcher->failed(failure);
    QVERIFY(bar.isVisible());
    QCOMPARE(text("messageText"), QStringLiteral("/root/secret could not be read: Permission denied."));
    QVERIFY(!child<QToolButton>("messageUnfold").isVisible());
    Q_EMIT m_watcher->failed(failure);
    QVERIFY(!child<QToolButton>("messageUnfold").isVisible());
    failure.path = "/root/other";
    Q_EMIT m_watcher->failed(failure);
    QCOMPARE(text("messageText"),
             QStringLiteral("2 messages. The last: /root/other could not be read: Permission denied."));
    QTest::mouseClick(&child<QToolButton>("messageUnfold"), Qt::LeftButton);
    QVERIFY(child<QWidget>("messageList").isVisible());
    QTest::mouseClick(&child<QToolButton>("messageDismiss"), Qt::LeftButton);
    QVERIFY(!bar.isVisible());
}

void tst_MainWindow::failureTextIsNotInterpreted()
{
    Failure failure = Failure::of(LockErrc::ReadFailed, "/t/<b>x</b>\n");
    failure.systemErrno = EACCES;
    Q_EMIT m_watcher->failed(failure);
    QCOMPARE(child<QLabel>("messageText").textFormat(), Qt::PlainText);
    QCOMPARE(text("messageText"), QStringLiteral("/t/<b>x</b>\\x0a could not be read: Permission denied."));
}

void tst_MainWindow::everyWidgetIsReachableByKeyboard()
{
    find({sampleReport("/t/a.lock")});
    child<LockTableView>("lockTable").selectRow(0);
    QSet<QWidget *> reached;
    for (int i = 0; i < 100; ++i) {
        reached += QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(reached.contains(&child<QLineEdit>("filterText")));
    QVERIFY(reached.contains(&child<LockTableView>("lockTable")));
    QVERIFY(reached.contains(&child<QLineEdit>("lockPath")));
    QVERIFY(reached.contains(&child<QWidget>("evidence")));
    for (auto *chip : m_window->findChildren<Chip *>())
        QVERIFY2(reached.contains(chip) || !chip->isVisible(), qPrintable(chip->objectName()));
    for (auto *button : m_window->findChildren<QToolButton *>()) {
        if (button->isVisible() && button->isEnabled() &&
            button->parentWidget()->objectName() == QStringLiteral("toolBar"))
            QVERIFY2(reached.contains(button), qPrintable(button->text()));
    }
}

void tst_MainWindow::buttonsAndFieldsHaveAccessibleNames()
{
    find({sampleReport("/t/a.lock")});
    for (const auto *button : m_window->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->objectName() != QStringLiteral("qt_toolbar_ext_button"))
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty() || !button->toolTip().isEmpty() ||
                         qobject_cast<QLineEdit *>(button->parentWidget()),
                     qPrintable(button->objectName()));
    }
    for (const auto *name : {"filterText", "lockTable"})
        QVERIFY2(!child<QWidget>(name).accessibleName().isEmpty(), name);
    auto *chip = QAccessible::queryAccessibleInterface(&child<Chip>("chip0"));
    QVERIFY(chip);
    QCOMPARE(chip->role(), QAccessible::CheckBox);
    QVERIFY(chip->state().checked);
    QCOMPARE(chip->text(QAccessible::Name), QStringLiteral("Show All: 1"));
}

void tst_MainWindow::columnsFillTheWindow_data()
{
    QTest::addColumn<qreal>("letterWidth");
    QTest::newRow("the font of the window") << 100.0;
    QTest::newRow("a wider font") << 125.0;
}

void tst_MainWindow::columnsFillTheWindow()
{
    QFETCH(const qreal, letterWidth);
    find(sampleReports(50));
    auto &table = child<LockTableView>("lockTable");
    auto font = table.font();
    font.setLetterSpacing(QFont::PercentageSpacing, letterWidth);
    table.setFont(font);
    for (const int width : {900, 1280, 1900}) {
        m_window->resize(width, 600);
        QTRY_COMPARE(m_window->width(), width);
        QTRY_COMPARE(table.horizontalHeader()->length(), table.viewport()->width());
    }
}

void tst_MainWindow::columnsFitTheirCells()
{
    m_window->resize(900, 600);
    auto lock = sampleReport("/srv/app/a-rather-long-name-of-a-file.lock");
    lock.owner = {};
    find({lock});
    const auto &table = child<LockTableView>("lockTable");
    const auto width = [&](const QString &text) { return table.fontMetrics().horizontalAdvance(text); };
    // The name is complete; a column without texts is as narrow as its header.
    QTRY_VERIFY(table.columnWidth(LockTable::LockColumn) > width(names().constFirst()));
    const auto title = table.model()->headerData(LockTable::HolderColumn, Qt::Horizontal).toString();
    QVERIFY(table.columnWidth(LockTable::HolderColumn) < 3 * width(title));
    QVERIFY(table.isColumnHidden(LockTable::PathColumn));
    // In a wider window, nothing is elided.
    m_window->resize(1400, 600);
    QTRY_VERIFY(table.columnWidth(LockTable::LockColumn) >
                width(names().constFirst()) + width(QStringLiteral("/srv/app")));
    QVERIFY(table.columnWidth(LockTable::KindColumn) >
            width(table.model()->index(0, LockTable::KindColumn).data().toString()));
}

void tst_MainWindow::timesAreNeverElided()
{
    m_window->resize(900, 600);
    auto lock = heldReport("/srv/app/a-very-long-name-that-takes-most-of-the-width-of-a-small-window.lock", 42,
                           "a-long-name-of-a-program");
    lock.owner = {};
    lock.modified = {};
    lock.process.emplace().pid = 42;
    lock.process->startTime = std::chrono::system_clock::now() - std::chrono::minutes(59);
    find({lock});
    const auto &table = child<LockTableView>("lockTable");
    const auto held = table.model()->index(0, LockTable::HeldColumn).data().toString();
    QVERIFY2(held.contains(QStringLiteral("–")), qPrintable(held));
    QTRY_VERIFY(table.columnWidth(LockTable::HeldColumn) > table.fontMetrics().horizontalAdvance(held) + 10);
}

void tst_MainWindow::chipCountsRespectTextAndSourceFilter()
{
    find({heldReport("/t/a.lock", 42, "p"), sampleReport("/u/b.lock", Verdict::State::Stale)});
    const auto countOf = [this](LockCategory category) {
        return child<Chip>(qPrintable(QStringLiteral("chip%1").arg(static_cast<int>(category)))).count();
    };
    QTRY_COMPARE(countOf(LockCategory::Held), 1U);
    child<QLineEdit>("filterText").setText(QStringLiteral("b.lock"));
    QTRY_COMPARE(countOf(LockCategory::Held), 0U);
    QCOMPARE(countOf(LockCategory::Stale), 1U);
    // A category hides other locks, but does not change their number.
    child<QLineEdit>("filterText").clear();
    QTest::mouseClick(&child<Chip>(qPrintable(QStringLiteral("chip%1").arg(static_cast<int>(LockCategory::Stale)))),
                      Qt::LeftButton);
    QCOMPARE(names().size(), 1);
    QTRY_COMPARE(countOf(LockCategory::Held), 1U);
}

void tst_MainWindow::waitingTabCountsProcesses()
{
    find({heldReport("/t/a.lock", 42, "p", 3)});
    const auto title = [this] { return child<QTabWidget>("views").tabText(1); };
    QTRY_COMPARE(title(), QStringLiteral("Waiting (3)"));
    find({heldReport("/t/a.lock", 42, "p", 1)});
    QTRY_COMPARE(title(), QStringLiteral("Waiting (1)"));
    Q_EMIT m_watcher->removed({"/t/a.lock"});
    QTRY_COMPARE(title(), QStringLiteral("Waiting"));
}

void tst_MainWindow::manualColumnWidthsAreKept()
{
    find(sampleReports(5));
    auto &table = child<LockTableView>("lockTable");
    table.setColumnWidth(LockTable::LockColumn, 333);
    m_window->resize(1900, 700);
    QTRY_COMPARE(m_window->width(), 1900);
    QCOMPARE(table.columnWidth(LockTable::LockColumn), 333);
}

void tst_MainWindow::agesAdvance()
{
    auto report = sampleReport("/t/a.lock");
    report.modified = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    find({report});
    const QSignalSpy changed(&table(), &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.first().at(0).toModelIndex().column(), static_cast<int>(LockTable::AgeColumn));
    QTRY_VERIFY(table().index(0, LockTable::AgeColumn).data().toString() != QStringLiteral("0 s"));
}

void tst_MainWindow::ownFilesAreNoEvents()
{
    const auto self = QCoreApplication::applicationPid();
    auto log = heldReport("/root/.local/state/lockscope/history.sqlite-wal", self, "lockscope");
    log.kernelLocks.clear(); // it is only open
    log.process.emplace().pid = self;
    find({log, heldReport("/run/user/0/lockscope.lock", self, "lockscope"),
          heldReport("/root/.local/state/lockscope/history.sqlite-shm", self, "lockscope"),
          heldReport("/srv/lockscope.lock", 5, "other"), heldReport("/srv/app.lock", self, "lockscope")});
    QCOMPARE(table().rowCount(), 2);
    QVERIFY(names().contains(QStringLiteral("lockscope.lock")) && names().contains(QStringLiteral("app.lock")));
}

void tst_MainWindow::droppedFolderIsWatched()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    m_window->sources().watchOnly({first.path().toStdString()});
    QTRY_COMPARE(text("statusPlaces"), QStringLiteral("Watching 1 place"));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(second.path()), QUrl(QStringLiteral("https://example.org/x"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QTRY_COMPARE(text("statusPlaces"), QStringLiteral("Watching 2 places"));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
