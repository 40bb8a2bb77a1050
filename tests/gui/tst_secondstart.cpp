// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "app/lockscope/singleinstance.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// A second start hands its paths to the window that is there, and ends.
class tst_SecondStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programHandsItsPathsOver();
    void nobodyIsAskedWhereNobodyIs();
    void socketThatWasLeftBehindIsReplaced();
    void silentFirstOneIsNotWaitedForForEver();

private:
    using Paths = SingleInstance::Paths;

    static Paths askedBy(const QSignalSpy &spy) { return spy.first().first().value<Paths>(); }
};

void tst_SecondStart::programHandsItsPathsOver()
{
    // A path of a socket is short: not below a deep build folder.
    const QTemporaryDir runtime(QDir::tempPath() + QStringLiteral("/lw-XXXXXX"));
    SingleInstance first(runtime.path());
    QVERIFY(!first.sendToPrimary({}));
    const QSignalSpy asked(&first, &SingleInstance::asked);

    QProcess second;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime.path());
    second.setProcessEnvironment(environment);
    second.setWorkingDirectory(QStringLiteral("/usr"));
    second.start(QStringLiteral(LOCKSCOPE_PROGRAM), {QStringLiteral("/srv/a b"), QStringLiteral("lib")});
    QTRY_VERIFY(!asked.isEmpty());
    QTRY_COMPARE(second.state(), QProcess::NotRunning);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(askedBy(asked), (Paths{"/srv/a b", "/usr/lib"}));
}

void tst_SecondStart::nobodyIsAskedWhereNobodyIs()
{
    const QTemporaryDir runtime(QDir::tempPath() + QStringLiteral("/lw-XXXXXX"));
    {
        SingleInstance first(runtime.path());
        QVERIFY(!first.sendToPrimary({"/x"}));
    }
    SingleInstance next(runtime.path());
    QVERIFY(!next.sendToPrimary({"/x"}));
    SingleInstance nowhere(QStringLiteral("/nonexistent/folder"));
    QVERIFY(!nowhere.sendToPrimary({"/x"}));
}

void tst_SecondStart::socketThatWasLeftBehindIsReplaced()
{
    const QTemporaryDir runtime(QDir::tempPath() + QStringLiteral("/lw-XXXXXX"));
    QFile left(runtime.filePath(QStringLiteral("lockscope.socket")));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    SingleInstance first(runtime.path());
    QVERIFY(!first.sendToPrimary({}));
    const QSignalSpy asked(&first, &SingleInstance::asked);
    SingleInstance second(runtime.path());
    QVERIFY(second.sendToPrimary({"/x"}));
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(askedBy(asked), Paths{"/x"});
}

void tst_SecondStart::silentFirstOneIsNotWaitedForForEver()
{
    const QTemporaryDir runtime(QDir::tempPath() + QStringLiteral("/lw-XXXXXX"));
    Lockscope::ZcSimpleLockFile silent(runtime.filePath(QStringLiteral("lockscope.lock")).toStdString());
    QVERIFY(silent.acquire(std::chrono::seconds(0)));
    SingleInstance second(runtime.path());
    QVERIFY(!second.sendToPrimary({"/x"}));
}

QTEST_GUILESS_MAIN(tst_SecondStart)
#include "tst_secondstart.moc"
