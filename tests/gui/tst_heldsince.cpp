// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/samplereports.h"
#include "ui/model/heldsince.h"
#include "ui/model/locktablemodel.h"
#include "ui/model/waitingsince.h"
#include "ui/text/agetext.h"

#include <QTest>

#include <chrono>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t Holder = 4242;

/// A kernel lock: it does not record when it was acquired.
LockReport kernelLock(std::optional<WallTime> processStart)
{
    auto report = heldReport("/srv/app.lock", Holder, "worker");
    report.owner = {};
    report.process = ProcessFacts();
    report.process->pid = Holder;
    report.process->name = "worker";
    report.process->startTime = processStart;
    return report;
}

LockInterval recorded(WallTime from, std::int64_t pid = Holder)
{
    LockInterval interval;
    interval.key = "/srv/app.lock";
    interval.path = "/srv/app.lock";
    interval.from = from;
    interval.seen = from;
    interval.pid = pid;
    return interval;
}

} // namespace

/// How long a lock has been held: the kernel does not report it, so the start was watched or recorded, or only
/// the earliest possible start is known.
class tst_HeldSince : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyOfTheSameHolderCounts();
    void historyOfAnotherHolderDoesNotCount_data();
    void historyOfAnotherHolderDoesNotCount();
    void startOfTheHolderIsALimit();
    void tableShowsBoth();
    void waitsAreTimedFromFirstObservation();

private:
    WallTime m_now = wallTimeNow();
};

void tst_HeldSince::historyOfTheSameHolderCounts()
{
    const auto report = kernelLock(m_now - 5h);
    const auto known = heldSince(report, nullptr, {}, m_now);
    QVERIFY(known && !known->isExact);
    const auto longer = heldSince(report, *known, recorded(m_now - 3h));
    QVERIFY(longer);
    QVERIFY(longer->time == m_now - 3h && longer->isRecorded && !longer->isExact);
}

void tst_HeldSince::historyOfAnotherHolderDoesNotCount_data()
{
    QTest::addColumn<LockInterval>("interval");
    QTest::addColumn<bool>("isExact");
    QTest::newRow("another process") << recorded(m_now - 3h, Holder + 1) << false;
    QTest::newRow("before the process started") << recorded(m_now - 7h) << false;
    QTest::newRow("the acquisition was watched") << recorded(m_now - 3h) << true;
    auto ended = recorded(m_now - 3h);
    ended.to = m_now - 2h;
    QTest::newRow("ended") << ended << false;
    auto waited = recorded(m_now - 3h);
    waited.what = LockInterval::What::Waited;
    QTest::newRow("waited") << waited << false;
}

void tst_HeldSince::historyOfAnotherHolderDoesNotCount()
{
    QFETCH(const LockInterval, interval);
    QFETCH(const bool, isExact);
    const auto report = kernelLock(m_now - 5h);
    const HeldSince known{.time = m_now, .isExact = isExact};
    QVERIFY(!heldSince(report, known, interval));
}

void tst_HeldSince::startOfTheHolderIsALimit()
{
    const auto known = heldSince(kernelLock(m_now - 5h), nullptr, {}, m_now);
    QVERIFY(known && known->notBefore == m_now - 5h);
    // Watched, so it is exact.
    const auto free = sampleReport("/srv/app.lock");
    const auto watched = heldSince(kernelLock(m_now - 5h), &free, {}, m_now);
    QVERIFY(watched && watched->isExact && !watched->notBefore);
}

void tst_HeldSince::tableShowsBoth()
{
    LockTableModel model;
    model.update({kernelLock(m_now - 26h)});
    const auto cell = [&] { return model.index(0, LockTable::HeldColumn).data().toString(); };
    model.setNow(wallTimeNow());
    QVERIFY2(cell().endsWith(QStringLiteral("1 d")), qPrintable(cell()));
    model.addRecorded({recorded(m_now - 3h)});
    QCOMPARE(cell(), QStringLiteral("3 h – 1 d"));
    QVERIFY(model.index(0, LockTable::HeldColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("According to the history")));
}

void tst_HeldSince::waitsAreTimedFromFirstObservation()
{
    const auto first = heldReport("/srv/app.lock", 1, "p", 1);
    const auto second = heldReport("/srv/app.lock", 1, "p", 2);
    const auto atStart = waitingProcesses(first, nullptr, {}, m_now - 1h);
    QCOMPARE(atStart.size(), 1U);
    QVERIFY(!atStart.front().isExact);
    const auto later = waitingProcesses(second, &first, atStart, m_now);
    QCOMPARE(later.size(), 2U);
    QVERIFY(later[0] == atStart[0]);
    QVERIFY(later[1].isExact && later[1].since == m_now);
}

QTEST_MAIN(tst_HeldSince)
#include "tst_heldsince.moc"
