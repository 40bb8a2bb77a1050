// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "support/saying.h"
#include "ui/model/locktablemodel.h"
#include "ui/text/naturalkey.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <algorithm>
#include <map>
#include <random>

using namespace Lockscope;
using namespace Lockscope::Ui;

namespace {

constexpr WallTime SomeTime(std::chrono::hours(24 * 365 * 50));

} // namespace

class tst_LockTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void batchOfNewLocksIsOneInsertion();
    void changedLockKeepsItsRow();
    void unchangedLockEmitsNoSignal();
    void lockTwiceInOneBatchIsOneRow();
    void fewRowsAreRemovedSeparatelyAndManyTogether_data();
    void fewRowsAreRemovedSeparatelyAndManyTogether();
    void persistentIndexesFollowTheirLocks();
    void randomMergesMatchReferenceMap();
    void countsFollowEveryChange();
    void cellsMatchTheReport();
    void toolTipsDoNotInterpretNames();
    void sortValuesHaveTypes();
    void numbersInNamesAreSortedByValue();
    void kernelLockWithoutPathIsNamedByItsInode();
};

void tst_LockTableModel::batchOfNewLocksIsOneInsertion()
{
    LockTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &LockTableModel::rowsInserted);
    model.update(sampleReports(1000));
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(inserted.size(), 1);
}

void tst_LockTableModel::changedLockKeepsItsRow()
{
    LockTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update({sampleReport("/a"), sampleReport("/b"), sampleReport("/c")});
    const QSignalSpy changed(&model, &LockTableModel::dataChanged);
    const QSignalSpy inserted(&model, &LockTableModel::rowsInserted);
    model.update({heldReport("/b", 77, "holder")});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(model.reportAt(1).verdict.state, Verdict::State::Held);
}

void tst_LockTableModel::unchangedLockEmitsNoSignal()
{
    LockTableModel model;
    auto report = heldReport("/a", 77, "holder");
    model.update({report});
    const QSignalSpy changed(&model, &LockTableModel::dataChanged);
    const QSignalSpy merged(&model, &LockTableModel::merged);
    report.age = std::chrono::duration<double>(12.5);
    model.update({report});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(merged.size(), 0);
}

void tst_LockTableModel::lockTwiceInOneBatchIsOneRow()
{
    LockTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy merged(&model, &LockTableModel::merged);
    model.update({sampleReport("/a"), heldReport("/a", 77, "holder")});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.reportAt(0).verdict.state, Verdict::State::Held);
    QCOMPARE(merged.first().first().value<std::vector<int>>().size(), 1U);
    QCOMPARE(model.counts().total(), 1U);
    QCOMPARE(model.counts().of(LockCategory::Free), 0U);
}

void tst_LockTableModel::fewRowsAreRemovedSeparatelyAndManyTogether_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("signalCount");
    QTest::newRow("two scattered rows") << 150 << 2;
    QTest::newRow("every other row") << 2 << 1;
    QTest::newRow("all rows") << 1 << 1;
}

void tst_LockTableModel::fewRowsAreRemovedSeparatelyAndManyTogether()
{
    QFETCH(int, step);
    QFETCH(int, signalCount);
    LockTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto reports = sampleReports(300);
    model.update(reports);
    const auto keys = keysOf(reports);
    std::vector<std::string> doomed;
    for (std::size_t i = 0; i < keys.size(); i += static_cast<std::size_t>(step))
        doomed.push_back(keys[i]);
    const QSignalSpy removed(&model, &LockTableModel::rowsRemoved);
    const QSignalSpy reset(&model, &LockTableModel::modelReset);
    model.remove(doomed);
    QCOMPARE(removed.size(), signalCount);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(static_cast<std::size_t>(model.rowCount()), keys.size() - doomed.size());
    for (const auto &key : keys)
        QCOMPARE(model.rowOf(key) >= 0, std::ranges::find(doomed, key) == doomed.end());
}

void tst_LockTableModel::persistentIndexesFollowTheirLocks()
{
    LockTableModel model;
    const auto reports = sampleReports(200);
    model.update(reports);
    const auto keys = keysOf(reports);
    const QPersistentModelIndex stays(model.index(101, LockTable::LockColumn));
    const QPersistentModelIndex goes(model.index(100, LockTable::LockColumn));
    const auto name = stays.data().toString();
    std::vector<std::string> doomed;
    for (std::size_t i = 0; i < keys.size(); i += 2)
        doomed.push_back(keys[i]);
    model.remove(doomed);
    QVERIFY(!goes.isValid());
    QVERIFY(stays.isValid());
    QCOMPARE(stays.data().toString(), name);
}

void tst_LockTableModel::randomMergesMatchReferenceMap()
{
    LockTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&model, &LockTableModel::modelReset);
    std::map<std::string, Verdict::State> reference;
    std::mt19937 random(20260711);
    const auto upTo = [&](int limit) { return std::uniform_int_distribution<int>(0, limit)(random); };
    for (int round = 0; round < 300; ++round) {
        std::vector<LockReport> batch;
        std::vector<std::string> doomed;
        for (int i = upTo(40); i > 0; --i) {
            const auto state = static_cast<Verdict::State>(upTo(4));
            batch.push_back(sampleReport("/locks/" + std::to_string(upTo(150)), state));
        }
        for (int i = upTo(60); i > 0; --i)
            doomed.push_back("/locks/" + std::to_string(upTo(150)));
        model.update(batch);
        for (const auto &report : batch)
            reference[report.key()] = report.verdict.state;
        model.remove(doomed);
        for (const auto &key : doomed)
            reference.erase(key);

        std::map<std::string, Verdict::State> shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.rowOf(model.reportAt(row).key()), row);
            shown[model.reportAt(row).key()] = model.reportAt(row).verdict.state;
        }
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), reference.size());
        QVERIFY(shown == reference);
        QCOMPARE(model.counts().total(), reference.size());
    }
    QCOMPARE(reset.size(), 0);
}

void tst_LockTableModel::countsFollowEveryChange()
{
    LockTableModel model;
    const QSignalSpy countsChanged(&model, &LockTableModel::countsChanged);
    model.update({sampleReport("/a", Verdict::State::Stale), heldReport("/b", 5, "p", 2), sampleReport("/c")});
    QCOMPARE(model.counts().text(), QStringLiteral("3 locks: 1 held, 1 stale, 1 with waiters, 1 free"));
    model.update({sampleReport("/b")});
    QCOMPARE(model.counts().text(), QStringLiteral("3 locks: 1 stale, 2 free"));
    model.remove({"/a", "/c"});
    QCOMPARE(model.counts().text(), QStringLiteral("1 lock: 1 free"));
    model.clear();
    QCOMPARE(model.counts().text(), QStringLiteral("No locks"));
    QCOMPARE(countsChanged.size(), 4);
}

void tst_LockTableModel::cellsMatchTheReport()
{
    LockTableModel model;
    auto report = heldReport("/srv/app/app.lock", 4242, "worker", 3);
    report.kernelLocks.front().holders.push_back({.pid = 4243, .fd = 3, .name = "worker", .proved = true});
    report.modified = SomeTime;
    model.update({report});
    model.setNow(SomeTime + std::chrono::minutes(75));
    const auto text = [&](LockTable::Column column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(LockTable::VerdictColumn), QStringLiteral("Held"));
    QVERIFY(!model.index(0, LockTable::VerdictColumn).data(Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(text(LockTable::LockColumn), QStringLiteral("app.lock"));
    QCOMPARE(text(LockTable::KindColumn), QStringLiteral("zc.lockfile lock"));
    QCOMPARE(text(LockTable::OwnerColumn), QStringLiteral("4242"));
    QCOMPARE(text(LockTable::HolderColumn), QStringLiteral("worker (4242) +1"));
    QCOMPARE(text(LockTable::AgeColumn), QStringLiteral("1 h 15 min"));
    QCOMPARE(text(LockTable::WaitersColumn), QStringLiteral("3"));
    QCOMPARE(text(LockTable::PathColumn), QStringLiteral("/srv/app"));
}

void tst_LockTableModel::toolTipsDoNotInterpretNames()
{
    const QString hostile = QStringLiteral("<h1>Free</h1><img src='file:x.png'>\\x0a&amp;.lock");
    LockTableModel model;
    auto report = heldReport("/t/<h1>Free<!--<img src='file:x.png'>\n&amp;.lock", 4242, "<b>bash</b>");
    report.verdict.sentences = {saying(hostile)};
    model.update({report});
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto toolTip = model.index(0, column).data(Qt::ToolTipRole).toString();
        if (toolTip.isEmpty())
            continue;
        QTextDocument shown;
        shown.setHtml(toolTip);
        QVERIFY(!shown.toPlainText().contains(QChar::ObjectReplacementCharacter));
        if (column == LockTable::VerdictColumn)
            QCOMPARE(shown.toPlainText(), hostile);
        if (column == LockTable::LockColumn)
            QCOMPARE(shown.toPlainText(), QStringLiteral("/t/<h1>Free<!--<img src='file:x.png'>\\x0a&amp;.lock"));
        if (column == LockTable::HolderColumn)
            QCOMPARE(shown.toPlainText(), QStringLiteral("<b>bash</b> (4242)"));
    }
}

void tst_LockTableModel::sortValuesHaveTypes()
{
    LockTableModel model;
    model.update({heldReport("/a", 1, "p", 12)});
    const auto typeOf = [&](LockTable::Column column) {
        return model.index(0, column).data(LockTable::SortRole).metaType().id();
    };
    QCOMPARE(typeOf(LockTable::VerdictColumn), static_cast<int>(QMetaType::Int));
    QCOMPARE(typeOf(LockTable::AgeColumn), static_cast<int>(QMetaType::LongLong));
    QCOMPARE(typeOf(LockTable::WaitersColumn), static_cast<int>(QMetaType::ULongLong));
    QCOMPARE(typeOf(LockTable::LockColumn), static_cast<int>(QMetaType::QString));
    QCOMPARE(model.index(0, 0).data(LockTable::KeyRole).toByteArray(), QByteArray("/a"));
}

void tst_LockTableModel::numbersInNamesAreSortedByValue()
{
    QStringList names{QStringLiteral("l10.lock"), QStringLiteral("L2.lock"), QStringLiteral("l02a"),
                      QStringLiteral("l.lock"),   QStringLiteral("l1.lock"), QStringLiteral("a12345678901234567890"),
                      QStringLiteral("a9")};
    std::ranges::sort(names, {}, naturalKey);
    QCOMPARE(names, QStringList({QStringLiteral("a9"), QStringLiteral("a12345678901234567890"),
                                 QStringLiteral("l.lock"), QStringLiteral("l1.lock"), QStringLiteral("L2.lock"),
                                 QStringLiteral("l02a"), QStringLiteral("l10.lock")}));
}

void tst_LockTableModel::kernelLockWithoutPathIsNamedByItsInode()
{
    auto report = heldReport("", 42, "p");
    report.inode = InodeKey{.major = 254, .minor = 1, .inode = 1101234};
    const LockRow row(report, SomeTime);
    QCOMPARE(row.name, QStringLiteral("inode 1101234"));
    QCOMPARE(row.folder, QStringLiteral("device 254:1"));
}

QTEST_MAIN(tst_LockTableModel)
#include "tst_locktablemodel.moc"
