// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/json.h>
#include <lockscope/pylockfile.h>
#include <lockscope/qtlockfile.h>
#include <lockscope/wording.h>
#include <lockscope/zclockfile.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <filesystem>
#include <string>

#include <unistd.h>

using namespace Lockscope;

/// Reports as a line of JSON, and back.
class tst_ReportJson : public QObject
{
    Q_OBJECT

    TestDirectory m_directory;

private Q_SLOTS:
    /// Reading a line and writing it again gives the same line.
    void linesRoundTrip_data()
    {
        QTest::addColumn<std::string>("path");
        const auto row = [](const char *name, const std::filesystem::path &path) {
            QTest::newRow(name) << path.native();
        };
        row("absent", m_directory / "none.lock");
        row("PID file", makeFile(m_directory / "app.pid", QByteArray::number(::getpid()) + '\n'));
        row("unknown format", makeFile(m_directory / "a.lock", "nobody knows\n"));
        row("empty file", makeFile(m_directory / "empty.lock"));
        row("directory", m_directory.path());
        row("invalid UTF-8", makeFile(m_directory / "caf\xe9.pid", "1\n"));
        row("other host", makeFile(m_directory / "qt.lock", "4242\neditor\nelsewhere\n"));
        row("error", m_directory / std::string(300, 'a'));
    }
    void linesRoundTrip()
    {
        QFETCH(const std::string, path);
        const auto line = toJson(Inspector().inspect(std::filesystem::path(path)));
        const auto report = fromJson(line);
        QVERIFY2(report, line.c_str());
        QCOMPARE(toJson(*report), line);
        QCOMPARE(report->path, std::filesystem::path(path));
    }

    void heldLocksRoundTrip()
    {
        ZcLockFile zc(m_directory / "zc.lock");
        LinkLockFile link(m_directory / "link");
        QtLockFile qt(m_directory / "held.lock");
        for (LockFile *const lock :
             {static_cast<LockFile *>(&zc), static_cast<LockFile *>(&link), static_cast<LockFile *>(&qt)}) {
            QVERIFY(lock->acquire());
            const auto inspected = Inspector().inspect(*lock);
            const auto line = toJson(inspected);
            const auto report = fromJson(line);
            QVERIFY(report);
            QCOMPARE(toJson(*report), line);
            QCOMPARE(report->verdict.state, Verdict::State::Held);
            QCOMPARE(report->pid(), qint64{::getpid()});
            QCOMPARE(report->process->name, inspected.process->name);
            QCOMPARE(report->kernelLocks.size(), inspected.kernelLocks.size());
            QCOMPARE(text(report->verdict), text(inspected.verdict));
        }
    }

    /// A program must not be confused by the reports of another program.
    void permissionIsNotRead()
    {
        auto object = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(Inspector().inspect("/none")))).object();
        object[QStringLiteral("breakPermission")] = QStringLiteral("Safe");
        const auto report = fromJson(QJsonDocument(object).toJson().toStdString());
        QVERIFY(report);
        QCOMPARE(report->breakPermission, LockReport::BreakPermission::Never);
    }

    void laterVersionsAreRead()
    {
        const auto report =
            fromJson("{\"path\":\"/a.lock\",\"verdict\":\"held\",\"reason\":\"by-magic\",\"future\":{\"a\":[1]}}");
        QVERIFY(report);
        QCOMPARE(report->verdict.state, Verdict::State::Held);
        QCOMPARE(report->verdict.reason, Verdict::Reason::Unrecognised);
    }

    void otherTextIsRefused_data()
    {
        QTest::addColumn<std::string>("line");
        QTest::newRow("empty") << std::string();
        QTest::newRow("not JSON") << std::string("{");
        QTest::newRow("not an object") << std::string("[]");
        QTest::newRow("not a report") << std::string("{}");
        QTest::newRow("unknown state") << std::string("{\"path\":\"/a\",\"verdict\":\"perhaps\"}");
        QTest::newRow("wrong type") << std::string("{\"path\":\"/a\",\"verdict\":\"held\",\"owner\":{\"pid\":\"1\"}}");
        QTest::newRow("too long") << "{\"verdict\":\"held\",\"path\":\"" + std::string(1 << 20, 'a') + "\"}";
    }
    void otherTextIsRefused()
    {
        QFETCH(const std::string, line);
        const auto report = fromJson(line);
        QVERIFY(!report);
        QCOMPARE(report.error().code, LockErrc::ReadFailed);
        QVERIFY(!report.error().message().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ReportJson)
#include "tst_reportjson.moc"
