// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "ui/locks/locktableview.h"
#include "ui/mainwindow.h"
#include "ui/settings/preferences.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// 100,000 locks in the real window. Prints how long each step takes.
class tst_ManyRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { failOnWarnings(); }

    void typingInTheFilter();
    void mergingChanges();
    void removingScatteredRows();
    void sorting();

private:
    /// Performs the step and processes the resulting events, and prints the time.
    template <typename Step>
    void measure(const char *what, Step step)
    {
        QElapsedTimer timer;
        timer.start();
        step();
        QApplication::processEvents();
        const auto milliseconds = timer.elapsed();
        qInfo("%-40s %5lld ms", what, static_cast<long long>(milliseconds));
        // Not a benchmark: the limit suits sanitizers on a loaded machine, while quadratic work would take minutes.
        QVERIFY2(milliseconds < 20000, what);
    }

    static constexpr int Many = 100000;
    LockWatcher m_watcher;
    Preferences m_preferences;
    MainWindow m_window{m_watcher, m_preferences};
    std::vector<LockReport> m_reports = sampleReports(Many);
    LockTableView *m_table = nullptr;
};

void tst_ManyRows::initTestCase()
{
    m_window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    m_table = m_window.findChild<LockTableView *>();
    measure("100,000 new locks in one batch", [this] { Q_EMIT m_watcher.updated(m_reports); });
    QCOMPARE(m_table->model()->rowCount(), Many);
    m_table->selectRow(500);
}

void tst_ManyRows::typingInTheFilter()
{
    auto *filter = m_window.findChild<QLineEdit *>(QStringLiteral("filterText"));
    filter->setFocus();
    for (const char letter : {'j', 'o', 'b', '-', '7'})
        measure(qPrintable(QStringLiteral("filter: typed %1").arg(QLatin1Char(letter))),
                [&] { QTest::keyClick(filter, letter); });
    QVERIFY(m_table->model()->rowCount() < Many);
    measure("filter: cleared", [&] { filter->clear(); });
    QCOMPARE(m_table->model()->rowCount(), Many);
}

void tst_ManyRows::mergingChanges()
{
    std::vector<LockReport> changes;
    for (std::size_t i = 0; i < 500; ++i) {
        auto report = m_reports[i * 199];
        report.verdict.state =
            report.verdict.state == Verdict::State::Stale ? Verdict::State::Free : Verdict::State::Stale;
        changes.push_back(report);
    }
    measure("500 changed verdicts merged", [&] { Q_EMIT m_watcher.updated(changes); });
    for (auto &report : changes)
        report.path += ".new";
    measure("500 new locks merged", [&] { Q_EMIT m_watcher.updated(changes); });
    QCOMPARE(m_table->model()->rowCount(), Many + 500);
    measure("500 locks removed", [&] { Q_EMIT m_watcher.removed(keysOf(changes)); });
    QCOMPARE(m_table->model()->rowCount(), Many);
}

void tst_ManyRows::removingScatteredRows()
{
    std::vector<LockReport> half;
    for (std::size_t i = 0; i < m_reports.size(); i += 2)
        half.push_back(m_reports[i]);
    const auto keys = keysOf(half);
    measure("50,000 scattered locks removed", [&] { Q_EMIT m_watcher.removed(keys); });
    QCOMPARE(m_table->model()->rowCount(), Many / 2);
    measure("50,000 locks added again", [&] { Q_EMIT m_watcher.updated(half); });
    QCOMPARE(m_table->model()->rowCount(), Many);
}

void tst_ManyRows::sorting()
{
    measure("sorted by folder", [&] { m_table->sortByColumn(LockTable::PathColumn, Qt::DescendingOrder); });
    measure("sorted by verdict", [&] { m_table->sortByColumn(LockTable::VerdictColumn, Qt::AscendingOrder); });
}

QTEST_MAIN(tst_ManyRows)
#include "tst_manyrows.moc"
