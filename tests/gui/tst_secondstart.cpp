// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/singleinstance.h>

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// A second start sends its paths to the existing window, and exits.
class tst_SecondStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondStartSendsItsPaths();
};

void tst_SecondStart::secondStartSendsItsPaths()
{
    // The path of a socket must be short: not in a deep build directory.
    const QTemporaryDir runtime(QDir::tempPath() + QStringLiteral("/lw-XXXXXX"));
    Lockscope::SingleInstance first(QStringLiteral("lockscope"), runtime.path());
    QVERIFY(!first.sendToPrimary({}));
    const QSignalSpy received(&first, &Lockscope::SingleInstance::received);

    QProcess second;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime.path());
    second.setProcessEnvironment(environment);
    second.setWorkingDirectory(QStringLiteral("/usr"));
    second.start(QStringLiteral(LOCKSCOPE_PROGRAM), {QStringLiteral("/srv/a b"), QStringLiteral("lib")});
    QTRY_VERIFY(!received.isEmpty());
    QTRY_COMPARE(second.state(), QProcess::NotRunning);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(received[0][0].value<QByteArrayList>(), (QByteArrayList{"/srv/a b", "/usr/lib"}));
}

QTEST_GUILESS_MAIN(tst_SecondStart)
#include "tst_secondstart.moc"
