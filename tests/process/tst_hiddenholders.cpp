// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/facts.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QElapsedTimer>
#include <QTest>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Source = Lockscope::LockHolder::Source;

/// Flocks that are not visible in any process's descriptors. lslocks(8) names all of their holders.
class tst_HiddenHolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holderIsNamed_data()
    {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<Source>("source");
        QTest::newRow("mapping") << "flock-mapping"_ba << Source::Mapping;
        QTest::newRow("thread with its own descriptors") << "flock-thread"_ba << Source::Descriptor;
        QTest::newRow("descriptor in flight in a socket") << "flock-in-flight"_ba << Source::Table;
    }
    void holderIsNamed()
    {
        QFETCH(QByteArray, role);
        QFETCH(Source, source);
        if (source == Source::Table && !clockRanEvenly(HostIdentity::read()))
            QSKIP("the wall clock was set since boot, so that it proves nothing");
        const TestDirectory directory;
        Actor actor;
        QElapsedTimer started;
        started.start();
        // Only a process that has been running since before the file was created is proven to be the one that acquired
        // the lock.
        if (source == Source::Table)
            QTRY_VERIFY(started.elapsed() > 1500);
        const auto path = makeFile(directory / "app.lock", "x");
        const auto answer = actor.say(role, path);
        QVERIFY2(!answer.startsWith("failed"), answer);
        const auto report = Inspector().inspect(path);
        QCOMPARE(report.verdict.state, Verdict::State::Held);
        QCOMPARE(report.verdict.confidence, Verdict::Confidence::Proved);
        QCOMPARE(report.kernelLocks.size(), 1U);
        const auto &holders = report.kernelLocks.front().holders;
        QCOMPARE(holders.size(), 1U);
        QCOMPARE(holders.front().pid, std::int64_t{actor.pid()});
        QCOMPARE(holders.front().source, source);
        QCOMPARE(holders.front().proved, source == Source::Descriptor);
        QCOMPARE(holders.front().thread, source == Source::Descriptor ? answer.toLongLong() : 0);
        QVERIFY2(text(report.verdict).contains(QString::number(actor.pid())), qPrintable(text(report.verdict)));
        if (source != Source::Table)
            QCOMPARE(report.kernelLocks.front().path, path);
    }

    void processWithExitedMainThreadIsNamed()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        const auto child = actor.say("zombie-thread").toLongLong();
        QCOMPARE(actor.say("close", path), "closed"_ba);
        const auto locks = locksOn(path);
        QCOMPARE(locks.size(), 1U);
        QCOMPARE(holderPids(locks.front()), (std::vector<std::int64_t>{child}));
        QVERIFY(locks.front().holders.front().proved);
    }

    void mappingInheritedByChildIsFound()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock-mapping", path), "held"_ba);
        const auto child = actor.say("fork-keep").toLongLong();
        const auto locks = locksOn(path);
        QCOMPARE(locks.size(), 1U);
        QCOMPARE(holderPids(locks.front()), (std::vector<std::int64_t>{child}));
        QCOMPARE(locks.front().holders.front().source, Source::Mapping);
    }

    /// Another process may have got the PID of the one that acquired the lock and passed it on.
    void processThatMayBeAnotherOneIsNotNamed()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock-in-flight", path), "held"_ba);
        const auto report = Inspector().inspect(path);
        QCOMPARE(report.verdict.state, Verdict::State::Held);
        QVERIFY(report.holders().empty());
        QVERIFY2(text(report.verdict)
                     .contains(u"The process with PID %1 acquired the lock; it may have exited"_s.arg(actor.pid())),
                 qPrintable(text(report.verdict)));
    }

    void rootIsNotAdvisedToRunAsRoot()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        const TestDirectory directory;
        const auto path = makeFile(directory / "app.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock-in-flight", path), "held"_ba);
        const auto report = Inspector().inspect(path);
        QVERIFY2(!text(report.verdict).contains(u"root"_s), qPrintable(text(report.verdict)));
        for (const auto &evidence : report.evidence)
            QVERIFY2(!text(evidence).contains(u"root"_s), qPrintable(text(evidence)));
    }
};

QTEST_GUILESS_MAIN(tst_HiddenHolders)
#include "tst_hiddenholders.moc"
