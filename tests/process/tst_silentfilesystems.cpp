// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"
#include "support/locktest.h"
#include "support/silentfilesystem.h"

#include <lockscope/fileusers.h>
#include <lockscope/inspector.h>

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTest>

#include <array>
#include <filesystem>
#include <memory>
#include <utility>

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

QString at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

} // namespace

Q_DECLARE_METATYPE(SilentFileSystem::Answers)

/// Every command reports a file system that does not respond after some seconds, and answers for the other paths.
class tst_SilentFileSystems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Mounts of this test must not be visible to other processes.
        if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            QSKIP("needs CAP_SYS_ADMIN, to mount");
        if (::access("/dev/fuse", R_OK | W_OK) != 0)
            QSKIP("needs /dev/fuse, for a file system that does not respond");
    }
    void init()
    {
        m_directory = std::make_unique<TestDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*m_directory / "state").native()));
        m_live = makeFile(*m_directory / "live.pid", QByteArray::number(::getpid()) + "\n");
        m_mount = *m_directory / "mount.lock";
        fs::create_directory(m_mount);
        m_dead = m_mount / "dead.lock";
        m_timer.start();
    }
    void cleanup()
    {
        m_silent.reset();
        m_directory.reset();
    }

    void inspectReportsTheOtherPaths_data()
    {
        QTest::addColumn<SilentFileSystem::Answers>("answers");
        QTest::addColumn<QStringList>("paths");
        QTest::newRow("nothing") << SilentFileSystem::Answers::Nothing
                                 << QStringList{QStringLiteral("mount.lock/dead.lock"), QStringLiteral("mount.lock"),
                                                QStringLiteral("link/../mount.lock/dead.lock")};
        QTest::newRow("content") << SilentFileSystem::Answers::Status
                                 << QStringList{QStringLiteral("mount.lock/dead.lock")};
    }
    void inspectReportsTheOtherPaths()
    {
        QFETCH(const SilentFileSystem::Answers, answers);
        QFETCH(const QStringList, paths);
        fs::create_directory_symlink(m_mount, *m_directory / "link");
        mount(answers);
        QList<QStringList> calls;
        for (const auto &path : paths) {
            const auto dead = text(m_directory->path()) + u'/' + path;
            calls.push_back(
                {QStringLiteral("inspect"), QStringLiteral("--json"), dead, text(m_live), dead, text(m_dead)});
        }
        for (const auto &answer : lockscopectlTogether(calls)) {
            QVERIFY2(answer.err.contains("does not answer"), answer.err.constData());
            QCOMPARE(answer.status, 4);
            const auto reports = answer.objects();
            QCOMPARE(reports.size(), 4);
            QCOMPARE(at(reports.at(1), "verdict"), QStringLiteral("held"));
            for (const int silent : {0, 2, 3}) {
                QCOMPARE(at(reports.at(silent), "verdict"), QStringLiteral("unknown"));
                QCOMPARE(at(reports.at(silent), "reason"), QStringLiteral("unreadable"));
                const auto error = reports.at(silent).value(QStringLiteral("error")).toObject();
                QCOMPARE(at(error, "code"), QStringLiteral("ETIMEDOUT"));
                QVERIFY(!at(error, "call").isEmpty());
                QVERIFY(at(error, "message").contains(QStringLiteral("does not answer")));
            }
        }
        // One timeout per mount, however many paths are on it.
        QVERIFY2(m_timer.elapsed() < 15000, "the timeout was applied to each path");
    }

    void relativePathInUnresponsiveWorkingDirectory()
    {
        mount(SilentFileSystem::Answers::Status);
        const auto answer =
            shell(QStringLiteral("cd \"$1\" && \"$0\" inspect --json dead.lock \"$2\""), {text(m_mount), text(m_live)});
        QCOMPARE(answer.status, 4);
        QCOMPARE(answer.objects().size(), 2);
        QCOMPARE(at(answer.objects().at(1), "verdict"), QStringLiteral("held"));
    }

    /// Its settings and its journal are not accessible, but locks in other directories are.
    void homeDirectoryThatDoesNotRespond()
    {
        mount(SilentFileSystem::Answers::Nothing);
        const auto inHome = [this](const QString &command) {
            return callProgram(QStringLiteral("env"),
                               {QStringLiteral("-u"), QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("-u"),
                                QStringLiteral("XDG_STATE_HOME"), QStringLiteral("HOME=") + text(m_mount),
                                lockscopectlProgram(), command, QStringLiteral("--json"), text(m_live)});
        };
        const auto inspected = inHome(QStringLiteral("inspect"));
        QCOMPARE(at(inspected.object(), "verdict"), QStringLiteral("held"));
        QVERIFY2(inspected.err.contains("does not answer"), inspected.err.constData());
        QCOMPARE(inHome(QStringLiteral("history")).status, 4);
        QVERIFY2(m_timer.elapsed() < 60000, "a command was delayed");
    }

    void scanReportsTheOtherDirectories()
    {
        mount();
        const auto other = *m_directory / "other";
        fs::create_directory(other);
        makeFile(other / "app.lock", "4194304\n");
        const auto answer =
            lockscopectl({QStringLiteral("scan"), QStringLiteral("--json"), text(m_mount), text(other)});
        QCOMPARE(answer.status, 4);
        QVERIFY(answer.err.contains("does not answer"));
        QStringList found;
        for (const auto &report : answer.objects())
            found += at(report, "path") + u' ' + at(report, "reason");
        found.sort();
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.first(), text(m_mount) + QStringLiteral(" unreadable"));
        QVERIFY(found.last().startsWith(text(other)));
    }

    /// The mount point has the name of a lock.
    void scanAndOrphansSkipUnresponsiveMount()
    {
        mount();
        for (const auto *command : {"scan", "orphans"}) {
            const auto answer =
                lockscopectl({QLatin1String(command), QStringLiteral("--json"), text(m_directory->path())});
            QCOMPARE(answer.err, QByteArray());
            QCOMPARE(answer.status, 0);
        }
        QVERIFY(m_timer.elapsed() < 15000);
    }

    void everyOtherCommandFails()
    {
        mount();
        QList<QStringList> calls;
        for (const auto *line :
             {"break DEAD", "signal TERM DEAD", "who DEAD", "system DEAD", "orphans MOUNT", "run zc DEAD -- true",
              "run mkdir DEAD -- true", "run sqlite --database DEAD name -- true", "hold zc DEAD", "capture DEAD",
              "capture - MOUNT", "capture --compare DEAD DEAD"}) {
            auto call = words(line);
            call.replaceInStrings(QStringLiteral("DEAD"), text(m_dead));
            call.replaceInStrings(QStringLiteral("MOUNT"), text(m_mount));
            calls.push_back(std::move(call));
        }
        const auto answers = lockscopectlTogether(calls);
        for (qsizetype i = 0; i < calls.size(); ++i) {
            const QByteArray report = calls[i].join(u' ').toUtf8() + ": " + answers[i].err;
            QVERIFY2(answers[i].err.contains("does not answer"), report);
            QVERIFY2(answers[i].status == 4, report);
        }
    }

    /// In a home directory on a server.
    void listOfHostsOnDeadMountIsReported()
    {
        mount();
        const auto answer = shell(QStringLiteral("XDG_CONFIG_HOME=\"$1\" \"$0\" hosts"), {text(m_mount)});
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("lockscope/hosts"), answer.err);
        QVERIFY2(answer.err.contains("does not answer"), answer.err);
    }

    void breakHandlesTheOtherPaths()
    {
        mount();
        const auto stale = makeFile(*m_directory / "stale.pid", "4194304\n");
        const auto answer =
            lockscopectl({QStringLiteral("break"), QStringLiteral("--json"), text(m_dead), text(m_live), text(stale)});
        QCOMPARE(answer.status, 4);
        QCOMPARE(answer.objects().size(), 3);
        QCOMPARE(at(answer.objects().at(0), "event"), QStringLiteral("failed"));
        QCOMPARE(at(answer.objects().at(1), "event"), QStringLiteral("refused"));
    }

    void watchEndsBySignal_data()
    {
        QTest::addColumn<SilentFileSystem::Answers>("answers");
        QTest::newRow("nothing") << SilentFileSystem::Answers::Nothing;
        QTest::newRow("calls are read") << SilentFileSystem::Answers::Taken;
        QTest::newRow("names without content") << SilentFileSystem::Answers::Status;
    }
    void watchEndsBySignal()
    {
        QFETCH(const SilentFileSystem::Answers, answers);
        mount(answers);
        const QStringList arguments{QStringLiteral("watch"), QStringLiteral("--no-history"), text(m_mount)};
        std::array<QProcess, 2> watches;
        for (auto &watch : watches) {
            watch.setReadChannel(QProcess::StandardError);
            watch.start(lockscopectlProgram(), arguments);
        }
        for (auto &watch : watches) {
            const int signal = &watch == watches.data() ? SIGTERM : SIGINT;
            QByteArray messages;
            while (!messages.contains("does not answer") && watch.waitForReadyRead(20000))
                messages += watch.readAllStandardError();
            QVERIFY2(messages.contains("does not answer"), messages);
            ::kill(static_cast<pid_t>(watch.processId()), signal);
            // The end of the unresponsive file system would terminate it anyway.
            const bool ended = watch.waitForFinished(4000);
            if (!ended)
                m_silent.reset();
            QVERIFY(ended);
            QCOMPARE(watch.exitCode(), 0);
        }
    }

    void libraryReportsUnresponsiveFileSystem()
    {
        mount();
        const Inspector inspector;
        const auto report = inspector.inspect(m_dead);
        QCOMPARE(report.verdict.reason, Verdict::Reason::Unreadable);
        QCOMPARE(report.error->code, std::string("ETIMEDOUT"));
        const auto answers = fileSystemAnswers(m_dead);
        QVERIFY(!answers);
        QCOMPARE(answers.error().systemErrno, ETIMEDOUT);
        QVERIFY(fileSystemAnswers(m_live));
        QVERIFY(fileSystemAnswers(*m_directory / "missing" / "path"));
    }

private:
    void mount(SilentFileSystem::Answers answers = SilentFileSystem::Answers::Nothing)
    {
        m_silent = std::make_unique<SilentFileSystem>(m_mount, answers);
        if (!m_silent->isMounted())
            QSKIP("needs a kernel that mounts FUSE file systems");
    }

    std::unique_ptr<TestDirectory> m_directory;
    fs::path m_live;
    fs::path m_mount;
    fs::path m_dead;
    std::unique_ptr<SilentFileSystem> m_silent;
    QElapsedTimer m_timer;
};

QTEST_GUILESS_MAIN(tst_SilentFileSystems)
#include "tst_silentfilesystems.moc"
