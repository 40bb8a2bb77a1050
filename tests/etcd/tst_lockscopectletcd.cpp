// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcd/etcdserver.h"
#include "process/lockscopectlcall.h"
#include "support/kindtest.h"
#include "support/locktest.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include <memory>

#include <signal.h>

using namespace Lockscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int PatienceMs = 60000;

QString at(const QByteArray &line, const char *key)
{
    return QJsonDocument::fromJson(line).object().value(QLatin1String(key)).toString();
}

} // namespace

/// lockscopectl with locks in a real etcd.
class tst_LockscopectlEtcd : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    std::unique_ptr<EtcdServer> m_server;
    QString m_name;
    int m_count = 0;

    /// The address of this test's lock.
    QString address() const
    {
        return u"etcd://%1/%2"_s.arg(QString::fromStdString(m_server->endpoint()).mid(7), m_name);
    }
    QStringList inEtcd(const QString &line) const
    {
        auto all = line.split(u' ');
        all.replaceInStrings(u"LOCK"_s, address());
        return all;
    }
    CtlAnswer call(const QString &line) const { return lockscopectl(inEtcd(line)); }
    /// Returns when the lock has been acquired.
    void startHolder(QProcess &holder, const QString &options = {}) const
    {
        holder.start(lockscopectlProgram(), inEtcd(u"hold --json etcd LOCK"_s + options));
        QCOMPARE(at(lineOf(holder), "event"), u"acquired"_s);
    }
    static void end(QProcess &process, int signal)
    {
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(PatienceMs));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_directory = std::make_unique<TestDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*m_directory / "state").native()));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((*m_directory / "config").native()));
        m_server = std::make_unique<EtcdServer>(*m_directory / "etcd");
        if (!m_server->isRunning())
            QSKIP("needs etcd (Debian: etcd-server)");
    }
    void init() { m_name = u"lock%1"_s.arg(++m_count); }

    void runPassesTheTokenAndTheStatus()
    {
        const auto answer = lockscopectl(
            {u"run"_s, u"etcd"_s, address(), u"--"_s, u"sh"_s, u"-c"_s, u"echo $LOCKSCOPE_TOKEN; exit 7"_s});
        QCOMPARE(answer.status, 7);
        QVERIFY2(answer.out.trimmed().toLongLong() > 0, answer.err);
        QCOMPARE(call(u"inspect --check LOCK"_s).status, 11);
        QCOMPARE(call(u"run etcd LOCK -- true"_s).status, 0);
    }
    void bareNameUsesTheServerOfTheSettings()
    {
        std::filesystem::create_directories(*m_directory / "config" / "lockscope");
        makeFile(*m_directory / "config" / "lockscope" / "etcd",
                 "endpoint = " + QByteArray::fromStdString(m_server->endpoint()) + '\n');
        QProcess holder;
        startHolder(holder);
        QCOMPARE(lockscopectl({u"run"_s, u"etcd"_s, m_name, u"--timeout"_s, u"0"_s, u"--"_s, u"true"_s}).status, 1);
        end(holder, SIGTERM);
        QCOMPARE(lockscopectl({u"run"_s, u"etcd"_s, m_name, u"--timeout"_s, u"0"_s, u"--"_s, u"true"_s}).status, 0);
        std::filesystem::remove(*m_directory / "config" / "lockscope" / "etcd");
    }
    void usageErrors_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line :
             {"run etcd LOCK --shared -- true", "run etcd LOCK --keep -- true", "run etcd LOCK --ttl 0 -- true",
              "run etcd LOCK --ttl x -- true", "run zc /tmp/x.lock --ttl 5 -- true",
              "run zc /tmp/x.lock --start-local -- true", "run etcd etcd://host -- true", "watch LOCK /tmp"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void usageErrors()
    {
        QFETCH(QString, line);
        const auto answer = call(line);
        QVERIFY2(answer.status == 2, answer.err);
    }
    void invalidAddressIsAFailure()
    {
        QCOMPARE(lockscopectl({u"inspect"_s, u"etcd://host"_s}).status, 4);
        QCOMPARE(lockscopectl({u"break"_s, u"etcd://host"_s}).status, 4);
    }

    void holderIsInspected()
    {
        QProcess holder;
        startHolder(holder);
        QCOMPARE(call(u"inspect --check LOCK"_s).status, 10);
        const auto report = call(u"inspect --json LOCK"_s).object();
        QCOMPARE(report.value(u"format"_s).toString(), u"etcd"_s);
        QCOMPARE(report.value(u"reason"_s).toString(), u"lease-held"_s);
        QCOMPARE(report.value(u"process"_s).toObject().value(u"pid"_s).toInteger(), holder.processId());
        QVERIFY(report.value(u"token"_s).toString().toLongLong() > 0);
        QProcess waiter;
        waiter.start(lockscopectlProgram(), inEtcd(u"run etcd LOCK -- echo mine"_s));
        QElapsedTimer timer;
        timer.start();
        const auto queue = [&] { return call(u"inspect --json LOCK"_s).object().value(u"queue"_s).toArray(); };
        while (queue().isEmpty() && timer.elapsed() < PatienceMs) {
        }
        QCOMPARE(queue().first().toObject().value(u"pid"_s).toInteger(), waiter.processId());
        end(holder, SIGTERM);
        QCOMPARE(holder.exitCode(), 0);
        QCOMPARE(lineOf(waiter), "mine\n"_ba);
        QVERIFY(waiter.waitForFinished(PatienceMs));
    }
    /// Otherwise other processes would wait behind its key until the lease ends.
    void interruptedWaiterLeavesTheQueue()
    {
        QProcess holder;
        startHolder(holder);
        for (const auto *command : {"run etcd LOCK -- true", "hold etcd LOCK"}) {
            QProcess waiter;
            waiter.start(lockscopectlProgram(), inEtcd(QString::fromLatin1(command)));
            QElapsedTimer timer;
            timer.start();
            const auto queue = [&] { return call(u"inspect --json LOCK"_s).object().value(u"queue"_s).toArray(); };
            while (queue().isEmpty() && timer.elapsed() < PatienceMs) {
            }
            QCOMPARE(queue().size(), 1);
            end(waiter, SIGTERM);
            QVERIFY(queue().isEmpty());
        }
        end(holder, SIGTERM);
    }
    void waitEndsWithTheHolder()
    {
        QProcess holder;
        startHolder(holder);
        QCOMPARE(call(u"wait --timeout 0 LOCK"_s).status, 1);
        QProcess waiter;
        waiter.start(lockscopectlProgram(), inEtcd(u"wait LOCK"_s));
        waiter.setReadChannel(QProcess::StandardError);
        QVERIFY(lineOf(waiter).contains("held by process"));
        end(holder, SIGTERM);
        QVERIFY(waiter.waitForFinished(PatienceMs));
        QCOMPARE(waiter.exitCode(), 0);
    }
    void watchPrintsEvents()
    {
        QProcess watch;
        watch.start(lockscopectlProgram(), inEtcd(u"watch --json LOCK"_s));
        QCOMPARE(at(lineOf(watch), "event"), u"appeared"_s);
        QCOMPARE(at(lineOf(watch), "event"), u"ready"_s);
        QProcess holder;
        startHolder(holder);
        const auto acquired = lineOf(watch);
        QCOMPARE(at(acquired, "event"), u"acquired"_s);
        QCOMPARE(at(acquired, "verdict"), u"held"_s);
        end(holder, SIGTERM);
        QCOMPARE(at(lineOf(watch), "event"), u"released"_s);
        end(watch, SIGTERM);
        QCOMPARE(watch.exitCode(), 0);
    }
    void watchReportsUnresponsiveServer()
    {
        QProcess watch;
        watch.start(lockscopectlProgram(), inEtcd(u"watch --json LOCK"_s));
        QCOMPARE(at(lineOf(watch), "event"), u"appeared"_s);
        QCOMPARE(at(lineOf(watch), "event"), u"ready"_s);
        m_server->freeze();
        QCOMPARE(at(lineOf(watch), "reason"), u"unreachable"_s);
        m_server->thaw();
        QCOMPARE(at(lineOf(watch), "verdict"), u"free"_s);
        end(watch, SIGTERM);
    }

    void staleLockIsBrokenAndRestored()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        QProcess holder;
        startHolder(holder);
        QCOMPARE(call(u"break LOCK"_s).status, 3);
        end(holder, SIGKILL);
        QCOMPARE(call(u"inspect LOCK"_s).status, 1);
        QCOMPARE(call(u"break --dry-run LOCK"_s).status, 0);
        const auto broken = call(u"break --json LOCK"_s);
        QVERIFY2(broken.status == 0, broken.err);
        const auto id = broken.object().value(u"id"_s).toString();
        QVERIFY(id.startsWith(u"etcd-"_s));
        QCOMPARE(call(u"break LOCK"_s).status, 1);
        QCOMPARE(lockscopectl({u"undo"_s, id}).status, 0);
        QCOMPARE(call(u"inspect --check LOCK"_s).status, 1);
        QCOMPARE(lockscopectl({u"undo"_s, id}).status, 4);
    }
    void forceBreaksHeldLock()
    {
        QProcess holder;
        startHolder(holder);
        const auto broken = call(u"break --force LOCK"_s);
        QVERIFY2(broken.status == 0, broken.err);
        QVERIFY2(broken.err.contains("The holder is not notified"), broken.err);
        QCOMPARE(at(lineOf(holder), "event"), u"lost"_s);
        QVERIFY(holder.waitForFinished(PatienceMs));
        QCOMPARE(holder.exitCode(), 4);
    }

    void trialScriptStartsServer()
    {
        QTcpSocket probe;
        probe.connectToHost(u"127.0.0.1"_s, 2379);
        if (probe.waitForConnected(1000))
            QSKIP("needs port 2379, which another server uses");
        if (QStandardPaths::findExecutable(u"etcd"_s).isEmpty())
            QSKIP("needs etcd (Debian: etcd-server)");
        const QStringList command{u"run"_s, u"etcd"_s, u"build"_s, u"--start-local"_s, u"--"_s, u"echo"_s, u"done"_s};
        // A script holds a lock by a descriptor, which the server must not keep open.
        const auto lock = makeFile(*m_directory / "script.lock");
        const auto script = shell(u"exec 9>\"$1\"; flock 9; shift; \"$0\" \"$@\""_s,
                                  QStringList{QString::fromStdString(lock.native())} + command);
        const auto answers = QList<CtlAnswer>{script} + lockscopectlTogether({command, command});
        QVERIFY(locksOn(lock).empty());
        qint64 pid = 0;
        for (const auto &answer : answers) {
            QVERIFY2(answer.status == 0, answer.err);
            QCOMPARE(answer.out, "done\n"_ba);
            if (const auto kill = answer.err.indexOf("'kill "); kill >= 0)
                pid = answer.err.mid(kill + 6).split('\'').front().toLongLong();
        }
        QVERIFY(pid > 0);
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    }

    /// Otherwise every start of lockscopectl without etcd would load its libraries.
    void programForFilesDoesNotLoadQtNetwork()
    {
        const auto answer = callProgram(u"ldd"_s, {lockscopectlProgram()});
        QVERIFY(answer.out.contains("libQt6Core"));
        QVERIFY(!answer.out.contains("libQt6Network"));
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlEtcd)
#include "tst_lockscopectletcd.moc"
