// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/filter/lockgroup.h"
#include "ui/model/lockrow.h"
#include "ui/text/agetext.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace Qt::StringLiterals;

/// Finding the locks of one process, one directory or one state.
class tst_Grouping : public QObject
{
    Q_OBJECT

    /// `name count`
    static QStringList textsOf(const std::vector<LockReport> &reports, Grouping by)
    {
        std::vector<LockRow> rows;
        for (const auto &report : reports)
            rows.emplace_back(report, wallTimeNow());
        std::vector<const LockRow *> pointers;
        for (const auto &row : rows)
            pointers.push_back(&row);
        QStringList texts;
        for (const auto &[group, name, glyph, count] : groupsOf(pointers, by)) {
            const auto members = std::ranges::count_if(rows, [&](const LockRow &row) { return group.contains(row); });
            if (members != static_cast<std::ptrdiff_t>(count))
                qFatal("the count of a group is not the number of its members");
            texts += u"%1 %2"_s.arg(name).arg(count);
        }
        return texts;
    }

    static QStringList textsOf(const QTreeWidget &list)
    {
        QStringList texts;
        for (int row = 0; row < list.topLevelItemCount(); ++row)
            texts += list.topLevelItem(row)->text(0) + u' ' + list.topLevelItem(row)->text(1);
        return texts;
    }

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void locksAreGrouped()
    {
        auto awaited = heldReport("/a/x.lock", 1, "one");
        awaited.kernelLocks.front().waiters = {{.pid = 2, .name = "two"}};
        auto recorded = sampleReport("/b/z.pid");
        recorded.owner = Claim::ofPid(9);
        const std::vector reports{awaited, heldReport("/a/y.lock", 2, "two"), recorded};
        QCOMPARE(textsOf(reports, Grouping::Process),
                 (QStringList{u"two (2) 2"_s, u"one (1) 1"_s, u"process 9, not running here 1"_s}));
        QCOMPARE(textsOf(reports, Grouping::Folder), (QStringList{u"/a 2"_s, u"/b 1"_s}));
        QCOMPARE(textsOf(reports, Grouping::State), (QStringList{u"Held 2"_s, u"Free 1"_s}));
        QCOMPARE(textsOf(reports, Grouping::None), QStringList());
        // A PID of another host is another process.
        QCOMPARE(
            textsOf({heldReport("/a/x.lock", 1, "one"), heldReport("ssh://alpha/x.lock", 1, "one")}, Grouping::Process),
            (QStringList{u"one (1) 1"_s, u"one (1) on alpha 1"_s}));
    }

    void groupIsSelected()
    {
        const QTemporaryDir directory;
        QDir(directory.path()).mkdir(u"first"_s);
        QDir(directory.path()).mkdir(u"second"_s);
        const auto path = [&](const char *name) { return directory.filePath(QLatin1String(name)).toStdString(); };
        Actor one;
        Actor other;
        QCOMPARE(one.say("flock", path("first/a.lock")), "held");
        QCOMPARE(one.say("flock", path("second/b.lock")), "held");
        QCOMPARE(other.say("flock", path("second/c.lock")), "held");
        QCOMPARE(other.say("wait-flock", path("first/a.lock")), "waiting");
        WindowFixture fixture;
        fixture.watch(directory.path().toStdString());
        QVERIFY(fixture.show());
        QTRY_COMPARE(fixture.rows(), 3);
        auto &list = fixture.child<QTreeWidget>("groups");
        QVERIFY(!list.isVisible());
        QVERIFY(fixture.child<QToolButton>("groupBy").isVisible());

        fixture.child<QAction>("groupByFolder").trigger();
        QVERIFY(list.isVisible());
        QTRY_COMPARE(textsOf(list), (QStringList{u"All 3"_s, directory.filePath(u"second"_s) + u" 2"_s,
                                                 directory.filePath(u"first"_s) + u" 1"_s}));
        list.setCurrentItem(list.topLevelItem(1));
        QCOMPARE(fixture.rows(), 2);
        QVERIFY(fixture.rowOf(u"a.lock"_s) < 0);

        fixture.child<QAction>("groupByProcess").trigger();
        QCOMPARE(fixture.rows(), 3);
        QTRY_COMPARE(list.topLevelItemCount(), 3);
        for (auto *item : list.findItems(u"(%1)"_s.arg(other.pid()), Qt::MatchContains))
            list.setCurrentItem(item);
        QTRY_COMPARE(fixture.rows(), 2); // it holds one lock, and waits for another
        QVERIFY(fixture.rowOf(u"b.lock"_s) < 0);
        // The filter limits the groups; the selected one stays.
        fixture.child<QLineEdit>("filterText").setText(u"b.lock"_s);
        QTRY_COMPARE(fixture.rows(), 0);
        QTRY_VERIFY(textsOf(list).last().endsWith(u"(%1) 0"_s.arg(other.pid())));
        fixture.child<QAction>("clearFilter").trigger();
        QTRY_COMPARE(fixture.rows(), 3);

        fixture.child<QAction>("groupByState").trigger();
        QTRY_COMPARE(textsOf(list), (QStringList{u"All 3"_s, u"Held 3"_s}));
        fixture.child<QAction>("groupByNothing").trigger();
        QVERIFY(!list.isVisible());
        QCOMPARE(fixture.rows(), 3);
    }
};

QTEST_MAIN(tst_Grouping)
#include "tst_grouping.moc"
