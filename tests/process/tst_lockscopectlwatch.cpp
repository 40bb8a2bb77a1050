// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/json.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <memory>

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

void write(const fs::path &path, const std::string &content)
{
    std::ofstream(path) << content;
}

/// The commands watch and history.
class Watching
{
public:
    explicit Watching(const QStringList &words)
    {
        m_process.start(lockscopectlProgram(), QStringList{QStringLiteral("watch")} + words);
    }
    ~Watching()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// The next line; empty if none arrives in time.
    QByteArray line()
    {
        QElapsedTimer timer;
        timer.start();
        while (!m_process.canReadLine() && timer.elapsed() < 30000 && m_process.state() != QProcess::NotRunning)
            m_process.waitForReadyRead(1000);
        return m_process.canReadLine() ? m_process.readLine().trimmed() : QByteArray();
    }
    QJsonObject object() { return QJsonDocument::fromJson(line()).object(); }
    /// The next object of this event.
    QJsonObject next(const QString &event)
    {
        for (auto found = object(); !found.isEmpty(); found = object()) {
            if (found.value(QStringLiteral("event")) == event)
                return found;
        }
        return {};
    }
    QProcess &process() { return m_process; }
    /// The exit status after a signal; -1 if the process does not exit.
    int statusAfter(int signal)
    {
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
        return m_process.waitForFinished() && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode()
                                                                                             : -1;
    }

private:
    QProcess m_process;
};

} // namespace

class tst_LockscopectlWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// In a user namespace that permits no inotify instance.
    void missingInotifyIsReported()
    {
        const TestDirectory directory;
        QProcess watching;
        watching.setProcessChannelMode(QProcess::MergedChannels);
        watching.start(QStringLiteral("unshare"),
                       {QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("sh"),
                        QStringLiteral("-c"),
                        QStringLiteral("echo 0 > /proc/sys/user/max_inotify_instances || exit 77; exec \"$@\""),
                        QStringLiteral("sh"), lockscopectlProgram(), QStringLiteral("watch"),
                        QStringLiteral("--no-history"), QString::fromStdString(directory.path().native())});
        QByteArray said;
        while (!said.contains("ready") && watching.waitForReadyRead(20'000))
            said += watching.readAll();
        if (!said.contains("ready"))
            QSKIP("cannot limit the inotify instances");
        const QByteArray limit = "cannot read: inotify_init1: Too many open files (EMFILE): the inotify instances";
        QVERIFY2(said.contains(limit), said);
        QVERIFY2(said.contains(directory.path().native() + ": No change events available"), said);
        QVERIFY2(!said.contains("''"), said);
        write(directory / "app.lock", " 1\n");
        while (!said.contains("app.lock") && watching.waitForReadyRead(20'000))
            said += watching.readAll();
        QVERIFY2(said.contains("app.lock"), said);
        watching.kill();
        watching.waitForFinished();
    }

    void signalEndsWatchDespiteABlockedReader();
    void emptyPathIsRefused();
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        qputenv("XDG_STATE_HOME", m_directory->filePath(QStringLiteral("state")).toLocal8Bit());
        fs::create_directory(m_root / "locks");
        m_locks = m_root / "locks";
    }

    /// The file remains, and whether it is still a lock is unknown, but the killed process no longer holds it.
    void historyEndsWithAKilledHolder_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty lock file") << QStringLiteral("app.lock");
        QTest::newRow("git") << QStringLiteral("index.lock");
    }
    void historyEndsWithAKilledHolder()
    {
        QFETCH(QString, name);
        fs::create_directories(m_locks / ".git");
        const auto path = m_locks / ".git" / name.toStdString();
        Watching watching({QStringLiteral("--json"), text(m_locks)});
        QVERIFY(!watching.next(QStringLiteral("ready")).isEmpty());
        const auto intervals = [] { return lockscopectl({QStringLiteral("history"), QStringLiteral("--json")}).out; };
        {
            Actor actor;
            const QByteArray held = "\"pid\":" + QByteArray::number(actor.pid());
            makeFile(path);
            QVERIFY(actor.say("open", path).toInt() > 0);
            // A lock that is opened late is inspected again when it changes.
            const auto isHeld = [&] {
                fs::last_write_time(path, fs::file_time_type::clock::now());
                return intervals().contains(held);
            };
            QTRY_VERIFY_WITH_TIMEOUT(isHeld(), 60000);
            actor.kill(SIGKILL);
            QVERIFY(actor.waitForEnd());
            QTRY_VERIFY2_WITH_TIMEOUT(intervals().contains("\"end\":\"exited\""), intervals(), 60000);
            for (const auto &line : intervals().trimmed().split('\n'))
                QVERIFY2(!line.contains(held) || line.contains("\"end\":\"exited\""), line);
        }
        QVERIFY(fs::exists(path));
    }

    /// It may be the lock of a program that merely keeps the file open.
    void openEmptyFileHasTheSameStateAsInInspect()
    {
        const auto path = makeFile(m_locks / "open.lock");
        Actor actor;
        QVERIFY(actor.say("open", path).toInt() > 0);
        const auto inspected = lockscopectl({QStringLiteral("inspect"), QStringLiteral("--json"), text(path)}).object();
        QCOMPARE(inspected[u"verdict"].toString(), QStringLiteral("held"));
        Watching watching({QStringLiteral("--json"), text(m_locks)});
        const auto event = watching.next(QStringLiteral("appeared"));
        QCOMPARE(event[u"verdict"].toString(), QStringLiteral("held"));
        QCOMPARE(event[u"process"][u"pid"].toInteger(), qint64{actor.pid()});
    }

    void existingLocksPrecedeReady()
    {
        write(m_locks / "a.lock", " 123\n");
        write(m_locks / "b.lock", " 123\n");
        Watching watching({QStringLiteral("--json"), text(m_locks)});
        for (int i = 0; i < 2; ++i) {
            const auto event = watching.object();
            QCOMPARE(event.value(QStringLiteral("event")).toString(), QStringLiteral("appeared"));
            for (const auto &key : {QStringLiteral("time"), QStringLiteral("path"), QStringLiteral("verdict"),
                                    QStringLiteral("owner"), QStringLiteral("process")})
                QVERIFY2(event.contains(key), qPrintable(key));
        }
        QCOMPARE(watching.line(), QByteArrayLiteral("{\"event\":\"ready\"}"));
        QCOMPARE(watching.statusAfter(SIGTERM), 0);
    }

    void eventsHaveTimeAndPath()
    {
        Watching watching({QStringLiteral("--json"), text(m_locks)});
        QVERIFY(!watching.next(QStringLiteral("ready")).isEmpty());
        const auto lock = m_locks / "app.lock";
        Actor holder;
        QCOMPARE(holder.say("acquire link", lock), "acquired");
        const auto acquired = watching.next(QStringLiteral("acquired"));
        QCOMPARE(acquired.value(QStringLiteral("path")).toString(), text(lock));
        QCOMPARE(acquired.value(QStringLiteral("verdict")).toString(), QStringLiteral("held"));
        QCOMPARE(acquired.value(QStringLiteral("owner")).toObject().value(QStringLiteral("pid")).toInt(), holder.pid());
        QCOMPARE(acquired.value(QStringLiteral("process")).toObject().value(QStringLiteral("pid")).toInt(),
                 holder.pid());
        QVERIFY(acquired.value(QStringLiteral("time")).toString().endsWith(u'Z'));
        QCOMPARE(holder.say("release link", lock), "released");
        const auto removed = watching.next(QStringLiteral("removed"));
        QCOMPARE(removed.value(QStringLiteral("verdict")).toString(), QStringLiteral("absent"));
        QVERIFY(removed.value(QStringLiteral("process")).isNull());
        QCOMPARE(watching.statusAfter(SIGINT), 0);
    }

    void humanEventContainsASentence()
    {
        Watching watching({text(m_locks)});
        QVERIFY(watching.line().startsWith("ready"));
        write(m_locks / "app.pid", std::to_string(::getpid()) + '\n');
        const auto line = watching.line();
        QVERIFY2(line.contains("appeared") && line.contains(text(m_locks / "app.pid").toUtf8()), line.constData());
        QVERIFY(!line.contains('\x1b'));
    }

    /// For a window on another host.
    void reportsAreComplete()
    {
        write(m_locks / "first.pid", "999999999\n");
        Watching watching({QStringLiteral("--json"), QStringLiteral("--reports"), text(m_locks)});
        QByteArray line = watching.line();
        while (line.contains("\"place\""))
            line = watching.line();
        const auto report = Lockscope::fromJson(line.toStdString());
        QVERIFY2(report, line);
        QCOMPARE(report->path, m_locks / "first.pid");
        QCOMPARE(report->content, std::string("999999999\n"));
        QVERIFY(report->inode);
        QVERIFY(!watching.next(QStringLiteral("ready")).isEmpty());
        write(m_locks / "second.lock", {});
        while (!line.contains("second.lock"))
            line = watching.line();
        QVERIFY2(Lockscope::fromJson(line.toStdString()), line);
        const auto event = Lockscope::eventFromJson(watching.line().toStdString());
        QVERIFY(event);
        QCOMPARE(event->path, m_locks / "second.lock");
        fs::remove(m_locks / "second.lock");
        QJsonObject gone;
        while (!gone.contains(QStringLiteral("gone")) && watching.process().state() != QProcess::NotRunning)
            gone = watching.object();
        QCOMPARE(QByteArray::fromBase64(gone.value(QStringLiteral("gone")).toString().toLatin1()),
                 QByteArray::fromStdString((m_locks / "second.lock").native()));
        // Silence would mean that the connection is broken.
        QJsonObject alive;
        while (!alive.contains(QStringLiteral("alive")) && watching.process().state() != QProcess::NotRunning)
            alive = watching.object();
        QCOMPARE(watching.statusAfter(SIGTERM), 0);
    }
    void reportsNeedJsonAndFiles()
    {
        for (const auto &words : {QStringList{QStringLiteral("/tmp")},
                                  QStringList{QStringLiteral("--json"), QStringLiteral("etcd:///build")}})
            QCOMPARE(lockscopectl(QStringList{QStringLiteral("watch"), QStringLiteral("--reports")} + words).status, 2);
    }

    void absentPathIsWatched()
    {
        const auto later = m_locks / "later" / "app.lock";
        Watching watching({QStringLiteral("--json"), text(later)});
        QCOMPARE(watching.line(), QByteArrayLiteral("{\"event\":\"ready\"}"));
        fs::create_directory(m_locks / "later");
        write(later, " 123\n");
        QCOMPARE(watching.next(QStringLiteral("appeared")).value(QStringLiteral("path")).toString(), text(later));
        ::kill(static_cast<pid_t>(watching.process().processId()), SIGTERM);
        QVERIFY(watching.process().waitForFinished());
        QVERIFY(watching.process().readAllStandardError().contains("Does not exist"));
    }

    void watchExitsIfTheReaderExits()
    {
        // The reader reads one line and exits; no event follows.
        const auto answer = shell(QStringLiteral("(\"$0\" watch --json \"$1\"; echo $? >\"$2\") | head -n 1"),
                                  {text(m_locks), text(m_root / "status")});
        QCOMPARE(answer.out, QByteArrayLiteral("{\"event\":\"ready\"}\n"));
        QVERIFY2(answer.err.isEmpty(), answer.err.constData());
        std::ifstream status(m_root / "status");
        int number = -1;
        status >> number;
        QCOMPARE(number, 0);
    }

    void missingPathShowsUsage()
    {
        const auto answer = lockscopectl({QStringLiteral("watch")});
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.err.contains("missing PATH operand"));
    }

    void eventsAreRecordedInTheHistory()
    {
        const auto lock = m_locks / "app.lock";
        Actor holder;
        {
            Watching first({QStringLiteral("--json"), text(m_locks)});
            Watching second({QStringLiteral("--json"), text(m_locks)});
            QVERIFY(!first.next(QStringLiteral("ready")).isEmpty());
            QVERIFY(!second.next(QStringLiteral("ready")).isEmpty());
            QCOMPARE(holder.say("acquire link", lock), "acquired");
            QVERIFY(!first.next(QStringLiteral("acquired")).isEmpty());
            QVERIFY(!second.next(QStringLiteral("acquired")).isEmpty());
            QCOMPARE(holder.say("release link", lock), "released");
            QVERIFY(!first.next(QStringLiteral("removed")).isEmpty());
            QVERIFY(!second.next(QStringLiteral("removed")).isEmpty());
            QCOMPARE(first.statusAfter(SIGTERM), 0);
            QCOMPARE(second.statusAfter(SIGTERM), 0);
        }
        const auto interval =
            lockscopectl({QStringLiteral("history"), QStringLiteral("--json"), text(m_locks)}).object();
        QCOMPARE(interval.value(QStringLiteral("path")).toString(), text(lock));
        QCOMPARE(interval.value(QStringLiteral("what")).toString(), QStringLiteral("held"));
        QCOMPARE(interval.value(QStringLiteral("pid")).toInt(), holder.pid());
        QCOMPARE(interval.value(QStringLiteral("end")).toString(), QStringLiteral("removed"));
        const auto line = lockscopectl({QStringLiteral("history")}).out;
        QVERIFY2(line.contains("held") && line.contains("removed"), line.constData());
    }

    void endOfWatchIsNotARelease_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("interrupted") << SIGINT;
        QTest::newRow("killed") << SIGKILL;
    }

    void endOfWatchIsNotARelease()
    {
        QFETCH(const int, signal);
        const auto lock = m_locks / "app.lock";
        const auto history = [&] {
            return lockscopectl({QStringLiteral("history"), QStringLiteral("--json"), text(m_locks)}).object();
        };
        const auto line = [&] { return lockscopectl({QStringLiteral("history"), text(m_locks)}).out; };
        Actor holder;
        {
            Watching watching({QStringLiteral("--json"), text(m_locks)});
            QVERIFY(!watching.next(QStringLiteral("ready")).isEmpty());
            QCOMPARE(holder.say("acquire link", lock), "acquired");
            QVERIFY(!watching.next(QStringLiteral("acquired")).isEmpty());
            QTRY_VERIFY(history().value(QStringLiteral("watched")).toBool());
            QVERIFY(line().contains(" still "));
            watching.statusAfter(signal);
        }
        QCOMPARE(history().value(QStringLiteral("end")).toString(), QStringLiteral("open"));
        QCOMPARE(history().value(QStringLiteral("watched")).toBool(true), false);
        QVERIFY(history().value(QStringLiteral("to")).isNull() && history().value(QStringLiteral("seconds")).isNull());
        QVERIFY2(line().contains("until at least ") && line().contains(", watch ended"), line().constData());
        {
            Watching again({QStringLiteral("--json"), text(m_locks)});
            QVERIFY(!again.next(QStringLiteral("ready")).isEmpty());
            QTRY_VERIFY(history().value(QStringLiteral("watched")).toBool());
            again.statusAfter(signal);
        }
        QCOMPARE(holder.say("release link", lock), "released");
        {
            Watching later({QStringLiteral("--json"), text(m_locks)});
            QVERIFY(!later.next(QStringLiteral("ready")).isEmpty());
            QTRY_COMPARE(history().value(QStringLiteral("end")).toString(), QStringLiteral("unseen"));
            later.statusAfter(SIGTERM);
        }
        QVERIFY(history().value(QStringLiteral("seconds")).isNull());
        QVERIFY2(line().contains("until at least ") && line().contains(", end not seen"), line().constData());
    }

    void noHistoryRecordsNothing()
    {
        Watching watching({QStringLiteral("--json"), QStringLiteral("--no-history"), text(m_locks)});
        QVERIFY(!watching.next(QStringLiteral("ready")).isEmpty());
        Actor holder;
        QCOMPARE(holder.say("acquire link", m_locks / "app.lock"), "acquired");
        QVERIFY(!watching.next(QStringLiteral("acquired")).isEmpty());
        QCOMPARE(watching.statusAfter(SIGTERM), 0);
        QVERIFY(!fs::exists(m_root / "state"));
        const auto answer = lockscopectl({QStringLiteral("history")});
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.err.contains("no events are recorded"));
    }

private:
    static QString text(const fs::path &path) { return QString::fromStdString(path.native()); }

    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    fs::path m_locks;
};

void tst_LockscopectlWatch::signalEndsWatchDespiteABlockedReader()
{
    const TestDirectory directory;
    for (int i = 0; i < 2000; ++i)
        write(directory / ("app-" + std::to_string(i) + ".lock"), "1\n");
    const TestDirectory beside;
    const auto fifo = beside / "fifo";
    QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
    const int reader = ::open(fifo.c_str(), O_RDWR | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const auto close = qScopeGuard([reader] { ::close(reader); });
    QProcess process;
    process.setStandardOutputFile(QString::fromStdString(fifo.native()));
    process.start(lockscopectlProgram(), {QStringLiteral("watch"), QStringLiteral("--json"),
                                          QString::fromStdString(directory.path().native())});
    QVERIFY(process.waitForStarted());
    const auto isFull = [reader] {
        // A page of the pipe holds whole lines, so it is full with less than its 64 KiB.
        int waiting = 0;
        return ::ioctl(reader, FIONREAD, &waiting) == 0 && waiting > 45'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFull(), 30000);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void tst_LockscopectlWatch::emptyPathIsRefused()
{
    QCOMPARE(lockscopectl({QStringLiteral("watch"), QString()}).status, 2);
}

QTEST_GUILESS_MAIN(tst_LockscopectlWatch)
#include "tst_lockscopectlwatch.moc"
