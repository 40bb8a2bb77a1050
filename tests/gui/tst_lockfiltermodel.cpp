// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "ui/filter/lockfiltermodel.h"
#include "ui/model/locktablemodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Lockscope;
using namespace Lockscope::Ui;

class tst_LockFilterModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void urgentLocksComeFirst();
    void everyWordMustOccurSomewhere_data();
    void everyWordMustOccurSomewhere();
    void categoriesSelectVerdicts();
    void locksAlreadyThereAreShown();
    void changedLockIsResortedAndStaysSelected();
    void changedLockThatNoLongerMatchesIsHidden();
    void emptyCellsAreLastInBothOrders();
    void agesAreOrderedByTime();
    void headersExistWithoutRows();
    void randomChangesMatchReferenceList();
};

namespace {

QStringList names(const LockFilterModel &model)
{
    return columnTexts(model, LockTable::LockColumn);
}

std::vector<LockReport> oneOfEach()
{
    return {sampleReport("/e/free"), sampleReport("/d/unknown", Verdict::State::Unknown),
            heldReport("/c/held", 3, "cron"), heldReport("/b/waited", 4, "backup", 1),
            sampleReport("/a/stale", Verdict::State::Stale)};
}

/// A reference implementation of LockFilterModel.
QStringList plainlyFiltered(const LockTableModel &locks, const QString &word, LockCategories categories,
                            LockTable::Column column, Qt::SortOrder order)
{
    std::vector<int> found;
    for (int row = 0; row < locks.rowCount(); ++row) {
        const auto &lock = locks.lockInSlot(locks.slotAt(row));
        if (lock.searchText.find(word.toStdString()) != std::string::npos &&
            (!categories || (lock.categories & categories)))
            found.push_back(locks.slotAt(row));
    }
    std::ranges::sort(found, [&](int left, int right) {
        return LockRow::compare(locks.lockInSlot(left), locks.lockInSlot(right), column, order) < 0;
    });
    QStringList texts;
    for (const int slot : found)
        texts += locks.lockInSlot(slot).name;
    return texts;
}

} // namespace

void tst_LockFilterModel::urgentLocksComeFirst()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    locks.update(oneOfEach());
    QCOMPARE(names(model), QStringList({QStringLiteral("stale"), QStringLiteral("waited"), QStringLiteral("held"),
                                        QStringLiteral("unknown"), QStringLiteral("free")}));
}

void tst_LockFilterModel::everyWordMustOccurSomewhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const QString held = QStringLiteral("held");
    const QString waited = QStringLiteral("waited");
    QTest::newRow("name") << "held" << QStringList{held};
    QTest::newRow("holder in another case") << "CRON" << QStringList{held};
    QTest::newRow("two words of two columns in any order") << "zc  cron" << QStringList{held};
    QTest::newRow("owner's pid") << "4" << QStringList{waited};
    QTest::newRow("folder") << "/b/" << QStringList{waited};
    QTest::newRow("whole path") << "/b/waited" << QStringList{waited};
    QTest::newRow("words of different locks") << "cron backup" << QStringList{};
    QTest::newRow("pattern characters are literal") << ".*" << QStringList{};
}

void tst_LockFilterModel::everyWordMustOccurSomewhere()
{
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    LockTableModel locks;
    LockFilterModel model(locks);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    locks.update(oneOfEach());
    model.setFilter(LockFilter(text));
    QCOMPARE(names(model), expected);
    QVERIFY(model.isFiltering());
    model.setFilter(LockFilter(QStringLiteral("  ")));
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(!model.isFiltering());
}

void tst_LockFilterModel::categoriesSelectVerdicts()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    locks.update(oneOfEach());
    model.setCategories(LockCategory::Waiting);
    QCOMPARE(names(model), QStringList{QStringLiteral("waited")});
    model.setCategories(LockCategory::Stale | LockCategory::Free);
    QCOMPARE(names(model), QStringList({QStringLiteral("stale"), QStringLiteral("free")}));
    model.setCategories({});
    QCOMPARE(model.rowCount(), 5);
}

void tst_LockFilterModel::locksAlreadyThereAreShown()
{
    LockTableModel locks;
    locks.update(oneOfEach());
    const LockFilterModel model(locks);
    QCOMPARE(model.rowCount(), 5);
}

void tst_LockFilterModel::changedLockIsResortedAndStaysSelected()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    locks.update(oneOfEach());
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(4, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    locks.update({sampleReport("/e/free", Verdict::State::Stale)});
    QCOMPARE(names(model).first(), QStringLiteral("free"));
    QCOMPARE(selection.currentIndex().row(), 0);
    QCOMPARE(selection.selectedRows(), QModelIndexList{model.index(0, 0)});
    model.sort(LockTable::LockColumn, Qt::DescendingOrder);
    QCOMPARE(selection.currentIndex().row(), 4);
    QCOMPARE(selection.selectedRows(), QModelIndexList{model.index(4, 0)});
}

void tst_LockFilterModel::changedLockThatNoLongerMatchesIsHidden()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    locks.update(oneOfEach());
    model.setCategories(LockCategory::Held);
    QCOMPARE(names(model), QStringList({QStringLiteral("waited"), QStringLiteral("held")}));
    locks.update({sampleReport("/b/waited"), heldReport("/e/free", 9, "new")});
    QCOMPARE(names(model), QStringList({QStringLiteral("free"), QStringLiteral("held")}));
}

void tst_LockFilterModel::emptyCellsAreLastInBothOrders()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    locks.update(oneOfEach());
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        model.sort(LockTable::HolderColumn, order);
        const auto holders = columnTexts(model, LockTable::HolderColumn);
        QVERIFY(!holders[0].isEmpty() && !holders[1].isEmpty());
        QVERIFY(holders[2].isEmpty() && holders[3].isEmpty() && holders[4].isEmpty());
    }
}

void tst_LockFilterModel::agesAreOrderedByTime()
{
    auto old = sampleReport("/old");
    auto young = sampleReport("/young");
    old.modified = WallTime(std::chrono::seconds(9));
    young.modified = WallTime(std::chrono::seconds(100));
    LockTableModel locks;
    LockFilterModel model(locks);
    locks.update({old, young});
    model.sort(LockTable::AgeColumn, Qt::AscendingOrder);
    QCOMPARE(names(model), QStringList({QStringLiteral("young"), QStringLiteral("old")}));
}

void tst_LockFilterModel::headersExistWithoutRows()
{
    LockTableModel locks;
    const LockFilterModel model(locks);
    QCOMPARE(model.headerData(LockTable::HolderColumn, Qt::Horizontal).toString(), QStringLiteral("Holder"));
}

void tst_LockFilterModel::randomChangesMatchReferenceList()
{
    LockTableModel locks;
    LockFilterModel model(locks);
    const QAbstractItemModelTester sourceTester(&locks, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&model, &LockFilterModel::modelReset);
    const QSignalSpy sourceReset(&locks, &LockTableModel::modelReset);
    std::mt19937 random(4242);
    const auto upTo = [&](int limit) { return std::uniform_int_distribution<int>(0, limit)(random); };
    const auto pool = sampleReports(200);
    QString word;
    LockCategories categories;
    auto column = LockTable::VerdictColumn;
    auto order = Qt::AscendingOrder;
    for (int round = 0; round < 400; ++round) {
        std::vector<LockReport> batch;
        switch (upTo(4)) {
        case 0:
            for (int i = upTo(60); i > 0; --i) {
                auto report = pool[static_cast<std::size_t>(upTo(199))];
                report.verdict.state = static_cast<Verdict::State>(upTo(4));
                batch.push_back(report);
            }
            locks.update(batch);
            break;
        case 1:
            for (int i = upTo(60); i > 0; --i)
                batch.push_back(pool[static_cast<std::size_t>(upTo(199))]);
            locks.remove(keysOf(batch));
            break;
        case 2:
            word = upTo(1) == 0 ? QString() : QString::number(upTo(9));
            model.setFilter(LockFilter(word));
            break;
        case 3:
            categories = LockCategories::fromInt(upTo(0x3f));
            model.setCategories(categories);
            break;
        default:
            column = static_cast<LockTable::Column>(upTo(LockTable::ColumnCount - 1));
            order = upTo(1) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder;
            model.sort(column, order);
        }
        QCOMPARE(names(model), plainlyFiltered(locks, word, categories, column, order));
    }
    QCOMPARE(reset.size(), 0);
    QCOMPARE(sourceReset.size(), 0);
}

QTEST_MAIN(tst_LockFilterModel)
#include "tst_lockfiltermodel.moc"
