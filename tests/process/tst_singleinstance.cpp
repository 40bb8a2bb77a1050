// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"

#include <lockscope/singleinstance.h>
#include <lockscope/zclockfile.h>

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

/// A later process hands its arguments to the first one.
class tst_SingleInstance : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    const QString m_name = QStringLiteral("test");

    /// Another process sends these while the event loop of the first one runs. Returns whether they were received.
    bool sendAsAnotherProcess(const QByteArrayList &arguments) const
    {
        const pid_t child = ::fork();
        if (child == 0) {
            SingleInstance later(m_name, m_directory->path());
            ::_exit(later.sendToPrimary(arguments) ? EXIT_SUCCESS : EXIT_FAILURE);
        }
        int status = -1;
        const bool hasEnded = QTest::qWaitFor([&] { return ::waitpid(child, &status, WNOHANG) == child; }, 60'000);
        return hasEnded && status == 0;
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<TestDirectory>(); }
    void cleanup() { m_directory.reset(); }

    void argumentsArrive_data()
    {
        QTest::addColumn<QByteArrayList>("arguments");
        QTest::newRow("none") << QByteArrayList();
        QTest::newRow("one") << QByteArrayList{"/srv/a b"};
        QTest::newRow("empty arguments") << QByteArrayList{"", "a", ""};
        QTest::newRow("not UTF-8") << QByteArrayList{"\xff\n"};
        QTest::newRow("a megabyte") << QByteArrayList{QByteArray(1024 * 1024, 'x'), "end"};
    }

    void argumentsArrive()
    {
        QFETCH(const QByteArrayList, arguments);
        SingleInstance first(m_name, m_directory->path());
        QVERIFY(!first.sendToPrimary({"ignored"}));
        QVERIFY(first.isPrimary());
        const QSignalSpy received(&first, &SingleInstance::received);
        QVERIFY(sendAsAnotherProcess(arguments));
        QCOMPARE(received.size(), 1);
        QCOMPARE(received[0][0].value<QByteArrayList>(), arguments);
    }

    void nextProcessBecomesPrimary()
    {
        {
            SingleInstance first(m_name, m_directory->path());
            QVERIFY(!first.sendToPrimary({}));
        }
        QVERIFY(!QFile::exists(toQString(*m_directory / "test.socket")));
        SingleInstance next(m_name, m_directory->path());
        QVERIFY(!next.sendToPrimary({"/x"}));
        QVERIFY(next.isPrimary());
    }

    void socketOfCrashedProcessIsReplaced()
    {
        makeFile(*m_directory / "test.socket");
        SingleInstance first(m_name, m_directory->path());
        QVERIFY(!first.sendToPrimary({}));
        const QSignalSpy received(&first, &SingleInstance::received);
        QVERIFY(sendAsAnotherProcess({"/x"}));
        QCOMPARE(received.size(), 1);
    }

    void unresponsivePrimaryTimesOut()
    {
        ZcSimpleLockFile silent(*m_directory / "test.lock");
        QVERIFY(silent.acquire(0s));
        SingleInstance later(m_name, m_directory->path());
        QVERIFY(!later.sendToPrimary({"/x"}));
        QVERIFY(!later.isPrimary());
    }

    void missingDirectoryIsNoFailure()
    {
        SingleInstance nowhere(m_name, QStringLiteral("/nonexistent/directory"));
        QVERIFY(!nowhere.sendToPrimary({"/x"}));
        QVERIFY(!nowhere.isPrimary());
    }
};

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
