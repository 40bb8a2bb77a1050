// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/waiting/waitgraph.h"
#include "ui/waiting/waitgraphview.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>
#include <utility>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// To see who waits for whom.
class tst_Waiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void chainIsLaidOutFromLeftToRight();
    void circleIsADeadlockThatNamesAll();
    void locksWithoutWaitersAreLeftOut();
    void oneProcessInItsOwnWayIsNoDeadlock();
    void randomWaitsAreLaidOutWithoutOverlap();
    void realDeadlockIsShownAndChosen();

private:
    static LockReport lock(const char *path, std::int64_t holder, std::vector<std::int64_t> waiters)
    {
        auto report = heldReport(path, holder, "p" + std::to_string(holder));
        for (const auto pid : waiters)
            report.kernelLocks.front().waiters.push_back({.pid = pid, .name = "p" + std::to_string(pid)});
        return report;
    }
    static WaitGraph graphOf(const std::vector<LockReport> &reports)
    {
        std::vector<const LockReport *> pointers;
        for (const auto &report : reports)
            pointers.push_back(&report);
        return waitGraphOf(pointers);
    }
    static const WaitGraph::Node &node(const WaitGraph &graph, const char *name)
    {
        const auto found = std::ranges::find(graph.nodes, QLatin1String(name), &WaitGraph::Node::name);
        if (found == graph.nodes.end())
            qFatal("no %s", name);
        return *found;
    }
};

void tst_Waiting::chainIsLaidOutFromLeftToRight()
{
    const auto graph = graphOf({lock("/a.lock", 2, {1}), lock("/b.lock", 3, {2})});
    int layer = 0;
    for (const auto *name : {"p1 (1)", "a.lock", "p2 (2)", "b.lock", "p3 (3)"})
        QCOMPARE(node(graph, name).layer, layer++);
    QVERIFY(graph.circles.empty() && graph.deadlocks().empty());
    const auto sentences = graph.sentences();
    QCOMPARE(std::ranges::count(sentences, QStringLiteral("p1 (1) waits for a.lock, which p2 (2) holds.")), 1);
}

void tst_Waiting::circleIsADeadlockThatNamesAll()
{
    const auto graph = graphOf({lock("/a.lock", 1, {2}), lock("/b.lock", 2, {1, 7})});
    QCOMPARE(graph.circles.size(), 1U);
    const auto sentence = graph.deadlocks().front();
    for (const auto *part :
         {"Deadlock: ", "p1 (1) waits for b.lock, which p2 (2) holds", "p2 (2) waits for a.lock, which p1 (1) holds"})
        QVERIFY2(sentence.contains(QLatin1String(part)), qPrintable(sentence));
    QVERIFY(node(graph, "p1 (1)").isStuck);
    QVERIFY(!node(graph, "p7 (7)").isStuck);
    QCOMPARE(std::ranges::count(graph.arrows, true, &WaitGraph::Arrow::isStuck), 4);
}

void tst_Waiting::locksWithoutWaitersAreLeftOut()
{
    QVERIFY(graphOf({lock("/a.lock", 1, {}), sampleReport("/b.lock")}).isEmpty());
}

void tst_Waiting::oneProcessInItsOwnWayIsNoDeadlock()
{
    QVERIFY(graphOf({lock("/a.lock", 1, {1})}).deadlocks().empty());
}

void tst_Waiting::randomWaitsAreLaidOutWithoutOverlap()
{
    quint32 state = 7;
    const auto random = [&state](quint32 limit) {
        state = state * 1664525 + 1013904223;
        return static_cast<std::int64_t>((state >> 8) % limit);
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<LockReport> reports;
        for (int i = 0; i < 1 + round % 9; ++i)
            reports.push_back(
                lock(qPrintable(QStringLiteral("/%1.lock").arg(i)), 1 + random(8), {1 + random(8), 1 + random(8)}));
        const auto graph = graphOf(reports);
        std::set<std::pair<int, int>> places;
        for (const auto &one : graph.nodes)
            QVERIFY(places.emplace(one.layer, one.place).second);
        for (const auto &circle : graph.circles)
            QVERIFY(circle.size() >= 4 && !graph.nodes[static_cast<std::size_t>(circle.front())].isLock());
    }
}

void tst_Waiting::realDeadlockIsShownAndChosen()
{
    const QTemporaryDir folder;
    const auto path = [&](const char *name) { return folder.filePath(QLatin1String(name)).toStdString(); };
    Actor first;
    Actor second;
    QCOMPARE(first.say("flock", path("a.lock")), "held");
    QCOMPARE(second.say("flock", path("b.lock")), "held");
    QCOMPARE(first.say("wait-flock", path("b.lock")), "waiting");
    QCOMPARE(second.say("wait-flock", path("a.lock")), "waiting");

    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    auto &tabs = fixture.child<QTabWidget>("views");
    QTRY_COMPARE(tabs.tabText(1), QStringLiteral("Waiting (2)"));
    fixture.child<QAction>("showWaiting").trigger();
    QTRY_VERIFY(fixture.child<QLabel>("deadlocks").isVisible());
    const auto sentence = fixture.text("deadlocks");
    for (const auto *actor : {&first, &second})
        QVERIFY2(sentence.contains(QString::fromStdString(actor->pidText())), qPrintable(sentence));
    QVERIFY(sentence.contains(QStringLiteral("a.lock")) && sentence.contains(QStringLiteral("b.lock")));

    // By keys from one lock to the other; the details follow.
    auto &graph = fixture.child<WaitGraphView>("waitGraph");
    graph.setFocus();
    QSet<QString> shown;
    for (const auto key : {Qt::Key_Up, Qt::Key_Down}) {
        QTest::keyClick(&graph, key);
        shown += fixture.child<QLineEdit>("lockPath").text();
    }
    QCOMPARE(shown.size(), 2);

    second.kill(SIGKILL);
    QTRY_VERIFY(!fixture.child<QLabel>("deadlocks").isVisible());
    QCOMPARE(first.listen(), "acquired");
}

QTEST_MAIN(tst_Waiting)
#include "tst_waiting.moc"
