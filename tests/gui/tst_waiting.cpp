// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/text/agetext.h"
#include "ui/waiting/blockingtree.h"
#include "ui/waiting/blockingview.h"
#include "ui/waiting/waitgraph.h"
#include "ui/waiting/waitgraphview.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <csignal>
#include <set>
#include <utility>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Finding out which process waits for which.
class tst_Waiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void chainIsLaidOutFromLeftToRight();
    void deadlockNamesAllProcesses();
    void locksWithoutWaitersAreOmitted();
    void selfWaitOfOneProcessIsNoDeadlock();
    void processesOfTwoHostsAreNotOne();
    void queueInEtcdIsShown();
    void randomWaitsAreLaidOutWithoutOverlap();
    void waitersOfOneProgramAreFolded();
    void edgesPassBesideBoxes();
    void treeShowsBlockingProcesses();
    void deadlockIsATreeWithOneRoot();
    void exitReleasesWhatOneProcessHoldsAlone();
    void processIsSelectedInTreeAndGraph();
    void namesAreNotElidedInANarrowTree();
    void realDeadlockIsShownAndSelected();

private:
    static LockReport lock(const char *path, std::int64_t holder, std::vector<std::int64_t> waiters)
    {
        auto report = heldReport(path, holder, "p" + std::to_string(holder));
        for (const auto pid : waiters)
            report.kernelLocks.front().waiters.push_back({.pid = pid, .name = "p" + std::to_string(pid)});
        return report;
    }
    static WaitGraph graphOf(const std::vector<LockReport> &reports) { return waitGraphOf(reports); }
    static BlockingTree treeOf(const std::vector<LockRow> &rows)
    {
        std::vector<const LockRow *> pointers;
        for (const auto &row : rows)
            pointers.push_back(&row);
        return blockingTreeOf(pointers);
    }
    static LockRow row(const LockReport &report) { return {report, wallTimeNow()}; }
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

void tst_Waiting::deadlockNamesAllProcesses()
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

void tst_Waiting::locksWithoutWaitersAreOmitted()
{
    QVERIFY(graphOf({lock("/a.lock", 1, {}), sampleReport("/b.lock")}).isEmpty());
}

void tst_Waiting::selfWaitOfOneProcessIsNoDeadlock()
{
    QVERIFY(graphOf({lock("/a.lock", 1, {1})}).deadlocks().empty());
}

/// The same PIDs on two hosts are four processes, which do not wait for each other.
void tst_Waiting::processesOfTwoHostsAreNotOne()
{
    const std::vector reports{lock("/a.lock", 1, {2}), lock("ssh://alpha/b.lock", 2, {1})};
    const auto graph = graphOf(reports);
    QVERIFY(graph.deadlocks().empty());
    QCOMPARE(graph.nodes.size(), 6U);
    QCOMPARE(node(graph, "p1 (1) on alpha").process.host, std::string("alpha"));
    const std::vector rows{row(reports[0]), row(reports[1])};
    QCOMPARE(treeOf(rows).tops.size(), 2U);
    QCOMPARE(consequenceOfExit({&rows[0], &rows[1]}, {.host = "alpha", .pid = 2}),
             QStringLiteral("If p2 (2) on alpha exits, it releases b.lock, awaited by p1 (1) on alpha."));
    QVERIFY(consequenceOfExit({&rows[0], &rows[1]}, {.pid = 2}).isEmpty());
}

void tst_Waiting::queueInEtcdIsShown()
{
    auto report = sampleReport("etcd://127.0.0.1:2379/build");
    report.owner = Claim::ofPid(5);
    auto elsewhere = Claim::ofPid(5);
    elsewhere.hostname = "alpha";
    report.queue = {elsewhere, {}};
    const auto graph = graphOf({report});
    QCOMPARE(graph.sentences(), (std::vector{QStringLiteral("5 on alpha waits for build, which 5 holds."),
                                             QStringLiteral("client 3 of etcd waits for build, which 5 holds.")}));
    const std::vector rows{row(report)};
    const auto tree = treeOf(rows);
    QCOMPARE(tree.tops.size(), 1U);
    QCOMPARE(tree.blockedBy(tree.tops.front()), 2);
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

void tst_Waiting::waitersOfOneProgramAreFolded()
{
    auto report = heldReport("/a.lock", 1, "rsync", 30);
    report.kernelLocks.front().waiters.push_back({.pid = 99, .name = "cp"});
    const auto graph = graphOf({report});
    QCOMPARE(graph.nodes.size(), 4U);
    const auto found = std::ranges::find(graph.nodes, QStringLiteral("waiter ×30"), &WaitGraph::Node::name);
    QVERIFY(found != graph.nodes.end());
    const auto &folded = *found;
    QCOMPARE(folded.processes.size(), 30U);
    QCOMPARE(node(graph, "cp (99)").processes.size(), 1U);
    const auto at = static_cast<int>(&folded - graph.nodes.data());
    QVERIFY(graph.explanation(at).contains(QStringLiteral("Waits for a.lock")));
    // A process for which another one waits is a separate box.
    QCOMPARE(graphOf({report, lock("/b.lock", 2, {7})}).nodes.size(), 7U);
}

void tst_Waiting::edgesPassBesideBoxes()
{
    // p1 waits for c, which is three layers away, and for a.
    const auto graph = graphOf({lock("/a.lock", 2, {1}), lock("/b.lock", 3, {2}), lock("/c.lock", 4, {3, 1})});
    std::set<std::pair<int, int>> places;
    for (const auto &one : graph.nodes)
        QVERIFY(places.emplace(one.layer, one.place).second);
    std::size_t bends = 0;
    for (const auto &arrow : graph.arrows) {
        int layer = graph.nodes[static_cast<std::size_t>(arrow.from)].layer;
        for (const int place : arrow.bends)
            QVERIFY(places.emplace(++layer, place).second);
        bends += arrow.bends.size();
    }
    QCOMPARE(bends, 4U);
}

void tst_Waiting::treeShowsBlockingProcesses()
{
    const auto tree = treeOf({row(lock("/a.lock", 2, {1, 5})), row(lock("/b.lock", 3, {2}))});
    QCOMPARE(tree.tops.size(), 1U);
    const auto &top = tree.nodes[static_cast<std::size_t>(tree.tops.front())];
    QCOMPARE(top.name, QStringLiteral("p3 (3)"));
    QCOMPARE(tree.blockedBy(tree.tops.front()), 3);
    QCOMPARE(top.below.size(), 1U);
    const auto &middle = tree.nodes[static_cast<std::size_t>(top.below.front())];
    QCOMPARE(middle.name, QStringLiteral("p2 (2)"));
    QCOMPARE(middle.lock, QStringLiteral("b.lock"));
    QCOMPARE(middle.below.size(), 2U);
}

void tst_Waiting::deadlockIsATreeWithOneRoot()
{
    auto first = lock("/a.lock", 1, {2});
    auto second = lock("/b.lock", 2, {1, 7});
    for (auto *report : {&first, &second})
        report->kernelLocks.front().deadlock = {1, 2};
    const auto tree = treeOf({row(first), row(second)});
    QCOMPARE(tree.tops.size(), 1U);
    std::set<std::int64_t> pids;
    for (const auto &one : tree.nodes)
        pids.insert(one.process.pid);
    QCOMPARE(pids, (std::set<std::int64_t>{1, 2, 7}));
    QVERIFY(tree.nodes[static_cast<std::size_t>(tree.tops.front())].isStuck);
}

void tst_Waiting::exitReleasesWhatOneProcessHoldsAlone()
{
    const auto alone = row(lock("/a.lock", 2, {1}));
    auto report = lock("/b.lock", 2, {5});
    report.kernelLocks.front().holders.push_back({.pid = 3, .name = "p3"}); // it inherited the open file
    const auto shared = row(report);
    QCOMPARE(consequenceOfExit({&alone, &shared}, {.pid = 2}),
             QStringLiteral("If p2 (2) exits, it releases a.lock, awaited by p1 (1)."));
    QVERIFY(consequenceOfExit({&alone, &shared}, {.pid = 3}).isEmpty());
}

void tst_Waiting::processIsSelectedInTreeAndGraph()
{
    const QTemporaryDir folder;
    const auto path = [&](const char *name) { return folder.filePath(QLatin1String(name)).toStdString(); };
    Actor holder;
    Actor waiter;
    QCOMPARE(holder.say("flock", path("a.lock")), "held");
    QCOMPARE(waiter.say("wait-flock", path("a.lock")), "waiting");
    WindowFixture fixture;
    fixture.watch(folder.path().toStdString());
    QVERIFY(fixture.show());
    fixture.child<QTabWidget>("views").setCurrentIndex(1);
    auto &tree = fixture.child<BlockingView>("blockingTree");
    QTRY_COMPARE(tree.topLevelItemCount(), 1);
    auto *top = tree.topLevelItem(0);
    QVERIFY(top->text(0).contains(QString::fromStdString(holder.pidText())));
    QCOMPARE(top->childCount(), 1);
    QCOMPARE(top->child(0)->text(1), QStringLiteral("a.lock"));
    QVERIFY(!top->child(0)->text(2).isEmpty());
    QVERIFY(fixture.text("exitConsequence").contains(QStringLiteral("it releases a.lock")));

    // A click on a box selects the row, and the details show the lock.
    auto &graph = fixture.child<WaitGraphView>("waitGraph");
    QTest::mouseClick(graph.viewport(), Qt::LeftButton, {},
                      graph.nodeRect(graph.nodeOf({.pid = waiter.pid()})).center());
    QCOMPARE(tree.currentItem(), top->child(0));
    QCOMPARE(fixture.child<QLineEdit>("lockPath").text(), QString::fromStdString(path("a.lock")));
    holder.kill(SIGKILL);
    QCOMPARE(waiter.listen(), "acquired");
}

void tst_Waiting::namesAreNotElidedInANarrowTree()
{
    const std::vector rows{row(lock("/a/a-lock-with-a-long-name.lock", 2, {1})), row(lock("/b.lock", 3, {2}))};
    BlockingView tree;
    auto font = tree.font();
    font.setPointSizeF(font.pointSizeF() * 2);
    tree.setFont(font);
    tree.resize(300, 200);
    tree.setTree(treeOf(rows));
    tree.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tree));
    for (QTreeWidgetItemIterator item(&tree); *item; ++item) {
        const auto cell = tree.visualItemRect(*item);
        QVERIFY2(cell.left() + tree.fontMetrics().horizontalAdvance((*item)->text(0)) < tree.columnWidth(0),
                 qPrintable((*item)->text(0)));
    }
    // In a wide window, they get the remaining width.
    tree.resize(2000, 200);
    int width = 0;
    for (int column = 0; column < tree.columnCount(); ++column)
        width += tree.columnWidth(column);
    QCOMPARE(width, tree.viewport()->width());
}

void tst_Waiting::realDeadlockIsShownAndSelected()
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
    // On every tab.
    for (int tab = 0; tab < tabs.count(); ++tab) {
        tabs.setCurrentIndex(tab);
        QTRY_VERIFY(fixture.child<QLabel>("deadlocks").isVisible());
    }
    tabs.setCurrentIndex(0);
    QTest::mouseClick(&fixture.child<QPushButton>("showDeadlock"), Qt::LeftButton);
    QCOMPARE(tabs.currentIndex(), 1);
    const auto sentence = fixture.text("deadlocks");
    for (const auto *actor : {&first, &second})
        QVERIFY2(sentence.contains(QString::fromStdString(actor->pidText())), qPrintable(sentence));
    QVERIFY(sentence.contains(QStringLiteral("a.lock")) && sentence.contains(QStringLiteral("b.lock")));
    // If it needs more than three lines, it is folded, and never truncated.
    auto &bar = fixture.child<QLabel>("deadlocks");
    bar.parentWidget()->resize(300, bar.parentWidget()->height());
    QTRY_VERIFY(bar.text().startsWith(QStringLiteral("Deadlock of ")));

    // By keyboard from one lock to the other; the details follow.
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
