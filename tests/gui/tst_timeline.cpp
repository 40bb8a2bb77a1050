// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/events/eventmodel.h"
#include "ui/model/lockrow.h"
#include "ui/settings/settings.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelinefilter.h"
#include "ui/timeline/timelineview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <csignal>

using namespace Lockscope;
using namespace Lockscope::Ui;

using namespace std::chrono_literals;

/// The history of locks over time: as bars and as rows.
class tst_Timeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void intervalsBecomeLanesOfBars();
    void barWithUnseenEndEndsWithTheWatch();
    void zoomKeepsTheMomentUnderTheMouse();
    void ticksAreRoundAndDoNotOverlap();
    void barsArePositionedByTime();
    void firstMinutesFillTheView();
    void ongoingLanesAreOrderedByName();
    void keysNavigateTimeAndLanes();
    void tenThousandBarsArePainted();
    void eventsAreNewestFirstAndBounded();
    void eventsAreRecordedAndDrawn();
    void filterAppliesToTheHistory();
    void selectedPeriodFiltersLanesAndEvents();

private:
    static constexpr std::int64_t Now = 1'800'000'000'000;

    static LockInterval interval(const char *path, std::int64_t from, std::int64_t to, std::int64_t pid,
                                 LockInterval::What what = LockInterval::What::Held,
                                 LockInterval::End end = LockInterval::End::Released)
    {
        LockInterval made;
        made.what = what;
        made.key = path;
        made.path = path;
        made.from = WallTime(std::chrono::milliseconds(from));
        if (end != LockInterval::End::Open)
            made.to = WallTime(std::chrono::milliseconds(to));
        made.isWatched = !made.to;
        made.seen = made.to.value_or(made.from);
        made.end = end;
        made.pid = pid;
        made.processName = "worker";
        return made;
    }
};

void tst_Timeline::intervalsBecomeLanesOfBars()
{
    const auto data =
        timelineOf({interval("/a.lock", Now - 500, Now - 100, 2),
                    interval("/a.lock", Now - 900, Now - 600, 1, LockInterval::What::Held, LockInterval::End::Stale),
                    interval("/b.lock", Now - 50, 0, 3, LockInterval::What::Waited, LockInterval::End::Open)},
                   Now);
    QCOMPARE(data.lanes.size(), 2U);
    // Ongoing intervals are on top.
    QCOMPARE(data.lanes.front().name, QStringLiteral("b.lock"));
    QVERIFY(data.lanes.front().bars.front().isOpen);
    QCOMPARE(data.lanes.front().bars.front().to, Now);
    const auto &lane = data.lanes.back();
    QCOMPARE(lane.bars.size(), 2U);
    QCOMPARE(lane.bars.front().from, Now - 900);
    QCOMPARE(lane.longest, 400);
    QCOMPARE(lane.marks.size(), 1U);
    QCOMPARE(lane.marks.front().at, Now - 600);
    QCOMPARE(data.first(), Now - 900);
}

void tst_Timeline::barWithUnseenEndEndsWithTheWatch()
{
    auto left = interval("/a.lock", Now - 500, 0, 2, LockInterval::What::Held, LockInterval::End::Open);
    left.isWatched = false;
    left.seen = WallTime(std::chrono::milliseconds(Now - 300));
    const auto data = timelineOf({left}, Now);
    QVERIFY(!data.lanes.front().bars.front().isOpen);
    QCOMPARE(data.lanes.front().bars.front().to, Now - 300);
}

void tst_Timeline::zoomKeepsTheMomentUnderTheMouse()
{
    TimeScale scale = {.end = Now, .span = 600'000, .left = 100, .width = 600};
    const auto moment = scale.toTime(250);
    for (const double factor : {0.5, 0.5, 3.0, 0.1}) {
        scale.zoom(factor, 250);
        QVERIFY(std::abs(scale.toX(moment) - 250) < 1);
    }
    scale.zoom(1e-9, 250);
    QCOMPARE(scale.span, TimeScale::ShortestSpan);
    scale.zoom(1e12, 250);
    QCOMPARE(scale.span, TimeScale::LongestSpan);
}

void tst_Timeline::ticksAreRoundAndDoNotOverlap()
{
    for (const std::int64_t span : {1'000LL, 60'000LL, 3'600'000LL, 86'400'000LL, 30'000'000'000LL}) {
        const TimeScale scale = {.end = Now, .span = span, .left = 0, .width = 800};
        const auto ticks = scale.ticks(80);
        QVERIFY(!ticks.empty() && ticks.size() <= 11);
        for (std::size_t i = 1; i < ticks.size(); ++i)
            QVERIFY(scale.toX(ticks[i].time) - scale.toX(ticks[i - 1].time) >= 79);
    }
}

void tst_Timeline::barsArePositionedByTime()
{
    TimelineView view;
    view.resize(900, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setData(timelineOf({interval("/a.lock", Now - 400'000, Now - 200'000, 2)}, Now));
    TimeScale scale = view.scale();
    scale.end = Now;
    scale.span = 600'000;
    view.setScale(scale);
    const auto picture = view.viewport()->grab().toImage();
    const int y = view.fontMetrics().height() + 10 + (view.fontMetrics().height() + 12) / 2;
    const auto colourAt = [&](std::int64_t time, int dx) {
        return picture.pixelColor(static_cast<int>(view.scale().toX(time)) + dx, y);
    };
    const auto background = view.palette().color(QPalette::Base);
    QCOMPARE(colourAt(Now - 500'000, 0), background);
    QCOMPARE(colourAt(Now - 100'000, 0), background);
    QVERIFY(colourAt(Now - 200'000, -6) != background);
    QVERIFY(colourAt(Now - 400'000, 3) != background);

    QSignalSpy chosen(&view, &TimelineView::chosen);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(300, y));
    QCOMPARE(chosen.size(), 1);
}

void tst_Timeline::firstMinutesFillTheView()
{
    TimelineView view;
    const auto now = QDateTime::currentMSecsSinceEpoch();
    const auto open = [now](std::int64_t age) {
        return timelineOf({interval("/a.lock", now - age, 0, 2, LockInterval::What::Held, LockInterval::End::Open)},
                          now);
    };
    view.setData(open(5'000));
    QCOMPARE(view.scale().span, 60'000);
    view.setData(open(200'000));
    QVERIFY(view.scale().span > 200'000 && view.scale().span < 240'000);
    view.setData(open(5'000'000));
    QCOMPARE(view.scale().span, TimeScale().span);
    view.zoomOut();
    const auto chosen = view.scale().span;
    view.setData(open(5'000));
    QCOMPARE(view.scale().span, chosen);
}

void tst_Timeline::ongoingLanesAreOrderedByName()
{
    std::vector<LockInterval> intervals;
    for (const auto *path : {"/l10.lock", "/l2.lock", "/l1.lock"})
        intervals.push_back(interval(path, Now - 900, 0, 2, LockInterval::What::Held, LockInterval::End::Open));
    intervals.push_back(interval("/a.lock", Now - 900, Now - 100, 2));
    QStringList names;
    for (const auto &lane : timelineOf(intervals, Now).lanes)
        names += lane.name;
    QCOMPARE(names, QStringList({QStringLiteral("l1.lock"), QStringLiteral("l2.lock"), QStringLiteral("l10.lock"),
                                 QStringLiteral("a.lock")}));
}

void tst_Timeline::keysNavigateTimeAndLanes()
{
    TimelineView view;
    view.resize(900, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto now = QDateTime::currentMSecsSinceEpoch();
    view.setData(timelineOf(
        {interval("/a.lock", now - 5000, now - 1000, 2), interval("/b.lock", now - 9000, now - 8000, 2)}, now));
    QSignalSpy chosen(&view, &TimelineView::chosen);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(chosen.last().front().value<std::string>(), std::string("/b.lock"));
    const auto span = view.scale().span;
    QTest::keyClick(&view, Qt::Key_Plus);
    QVERIFY(view.scale().span < span);
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(view.scale().end < QDateTime::currentMSecsSinceEpoch());
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(QDateTime::currentMSecsSinceEpoch() - view.scale().end < 5000);
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(view.scale().begin() <= now - 9000);
}

void tst_Timeline::tenThousandBarsArePainted()
{
    std::vector<LockInterval> intervals;
    for (int i = 0; i < 10'000; ++i) {
        const auto path = "/srv/job-" + std::to_string(i % 40) + ".lock";
        intervals.push_back(interval(path.c_str(), Now - i * 60LL, Now - i * 60LL + 50, i % 17));
    }
    TimelineView view;
    view.resize(1280, 800);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setData(timelineOf(intervals, Now));
    QCOMPARE(view.data().lanes.size(), 40U);
    TimeScale scale = view.scale();
    scale.end = Now;
    scale.span = 600'000;
    view.setScale(scale);
    QImage image(view.viewport()->size(), QImage::Format_RGB32);
    constexpr int Frames = 20;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < Frames; ++i)
        view.viewport()->render(&image);
    // Printed but not checked: the speed depends on the machine.
    qInfo("a frame with 10,000 bars takes %.1f ms", static_cast<double>(timer.elapsed()) / Frames);
}

void tst_Timeline::eventsAreNewestFirstAndBounded()
{
    EventModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto event = [](const std::string &path) {
        LockEvent made;
        made.kind = LockEvent::Kind::Acquired;
        made.key = path;
        made.path = path;
        made.time = WallTime(std::chrono::milliseconds(Now));
        return made;
    };
    model.add({event("/t/first.lock"), event("/t/<b>\x1b.lock")});
    QCOMPARE(model.index(0, EventModel::LockColumn).data().toString(), QStringLiteral("<b>\\x1b.lock"));
    QCOMPARE(model.index(1, EventModel::LockColumn).data().toString(), QStringLiteral("first.lock"));
    std::vector<LockEvent> flood;
    for (int i = 0; i < EventModel::Most + 50; ++i)
        flood.push_back(event("/t/" + std::to_string(i) + ".lock"));
    model.add(flood);
    QCOMPARE(model.rowCount(), EventModel::Most);
    QCOMPARE(model.keyAt(0), flood.back().key);
}

void tst_Timeline::eventsAreRecordedAndDrawn()
{
    const QTemporaryDir folder;
    const QTemporaryDir state;
    const auto path = folder.filePath(QStringLiteral("app.lock")).toStdString();
    qputenv("XDG_STATE_HOME", QFile::encodeName(state.path()));
    WindowFixture fixture;
    fixture.window().use({});
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    fixture.child<QAction>("showTimeline").trigger();

    Actor actor;
    QCOMPARE(actor.say("flock", path), "held");
    auto &view = fixture.child<TimelineView>("timeline");
    QTRY_VERIFY(!view.data().isEmpty());
    QCOMPARE(view.data().lanes.front().bars.front().pid, static_cast<std::int64_t>(actor.pid()));
    QVERIFY(view.data().lanes.front().bars.front().isOpen);
    actor.kill(SIGKILL);
    QTRY_VERIFY(!view.data().lanes.front().bars.front().isOpen);

    auto &events = *fixture.child<QTreeView>("eventList").model();
    QTRY_VERIFY(events.rowCount() >= 1);
    fixture.child<QAction>("showEvents").trigger();
    fixture.child<QTreeView>("eventList").setCurrentIndex(events.index(0, 0));
    QCOMPARE(fixture.child<QLineEdit>("lockPath").text(), QString::fromStdString(path));
}

void tst_Timeline::filterAppliesToTheHistory()
{
    const auto data =
        timelineOf({interval("/srv/a.lock", Now - 500, Now - 100, 2), interval("/srv/b.lock", Now - 500, Now - 100, 3),
                    interval("/tmp/b.lock", Now - 400, Now - 100, 2, LockInterval::What::Waited)},
                   Now);
    const LockRow free(sampleReport("/srv/a.lock"), wallTimeNow());
    const auto namesOf = [&](const TimelineFilter &filter) {
        QStringList paths;
        const auto current = [&](const std::string &key) { return key == "/srv/a.lock" ? &free : nullptr; };
        for (const auto &lane : filter.apply(data, current, wallTimeNow()).lanes)
            paths += lane.path;
        paths.sort();
        return paths;
    };
    const QStringList all{QStringLiteral("/srv/a.lock"), QStringLiteral("/srv/b.lock"), QStringLiteral("/tmp/b.lock")};
    QCOMPARE(namesOf({}), all);
    QCOMPARE(namesOf({.text = LockFilter(QStringLiteral("path:/srv/"))}), all.mid(0, 2));
    // A process that held it, or waited for it, earlier.
    QCOMPARE(namesOf({.text = LockFilter(QStringLiteral("pid:2"))}), QStringList({all[0], all[2]}));
    QCOMPARE(namesOf({.text = LockFilter(QStringLiteral("verdict:free"))}), all.mid(0, 1));
    QCOMPARE(namesOf({.scope = {.kind = Scope::Kind::Below, .top = "/tmp", .paths = {}}}), all.mid(2));
    const auto at = [](std::int64_t time) { return WallTime(std::chrono::milliseconds(time)); };
    QCOMPARE(namesOf({.range = TimeRange{at(Now - 490), at(Now - 450)}}), all.mid(0, 2));
    QCOMPARE(namesOf({.range = TimeRange{at(Now - 50), at(Now)}}), QStringList());
}

void tst_Timeline::selectedPeriodFiltersLanesAndEvents()
{
    const QTemporaryDir directory;
    const auto path = [&](const char *name) { return directory.filePath(QLatin1String(name)).toStdString(); };
    WindowFixture fixture;
    fixture.window().use({});
    QSignalSpy scanned(&fixture.watcher(), &LockWatcher::initialScanFinished);
    fixture.watch(directory.path().toStdString());
    QVERIFY(fixture.show());
    QTRY_VERIFY(!scanned.isEmpty());
    Actor actor;
    QCOMPARE(actor.say("flock", path("a.lock")), "held");
    fixture.child<QAction>("showTimeline").trigger();
    auto &view = fixture.child<TimelineView>("timeline");
    QTRY_COMPARE(view.data().lanes.size(), 1U);
    auto &events = *fixture.child<QTreeView>("eventList").model();
    QTRY_VERIFY(events.rowCount() > 0);
    const int all = events.rowCount();

    // By keyboard: the visible period, which contains everything.
    auto &bar = fixture.child<QWidget>("timelineRange");
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Space);
    QVERIFY(bar.isVisible());
    QCOMPARE(view.data().lanes.size(), 1U);
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!bar.isVisible());

    // By mouse: a period on the axis before the first event.
    auto scale = view.scale();
    scale.span = std::chrono::milliseconds(24h).count();
    view.setScale(scale);
    const int left = view.scale().left;
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, {left + 10, 5});
    QTest::mouseMove(view.viewport(), {left + 40, 5});
    QMouseEvent move(QEvent::MouseMove, QPointF(left + 60, 5), view.viewport()->mapToGlobal(QPointF(left + 60, 5)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view.viewport(), &move);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, {left + 60, 5});
    QVERIFY(bar.isVisible());
    QCOMPARE(view.data().lanes.size(), 0U);
    QTest::mouseClick(&fixture.child<QPushButton>("rangeEvents"), Qt::LeftButton);
    auto &eventBar = fixture.child<QWidget>("eventRange");
    QVERIFY(eventBar.isVisible());
    QCOMPARE(events.rowCount(), 0);
    QTest::mouseClick(eventBar.findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(!eventBar.isVisible());
    QTRY_VERIFY(events.rowCount() >= all);

    // The filter above the table is also above the timeline.
    fixture.child<QAction>("showTimeline").trigger();
    auto &filter = fixture.child<QLineEdit>("filterText");
    QTRY_VERIFY(filter.isVisible());
    QVERIFY(!fixture.child<QToolButton>("groupBy").isVisible());
    QTRY_COMPARE(view.data().lanes.size(), 1U);
    filter.setText(QStringLiteral("elsewhere"));
    QCOMPARE(view.data().lanes.size(), 0U);
    filter.setText(QStringLiteral("pid:%1").arg(actor.pid()));
    QCOMPARE(view.data().lanes.size(), 1U);
}

QTEST_MAIN(tst_Timeline)
#include "tst_timeline.moc"
