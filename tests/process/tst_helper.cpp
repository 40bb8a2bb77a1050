// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/hosts.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

constexpr auto HelperProgram = LOCKSCOPE_HELPER;

/// A running helper, with its greeting read.
struct Helper
{
    explicit Helper(const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        process.setProcessEnvironment(environment);
        process.start(QString::fromLatin1(HelperProgram), QStringList());
        greeting = lineOf(process);
    }
    ~Helper()
    {
        process.closeWriteChannel();
        process.waitForFinished();
    }

    QByteArray ask(const QByteArray &line)
    {
        process.write(line + '\n');
        return lineOf(process);
    }
    QJsonObject askJson(const QByteArray &line) { return QJsonDocument::fromJson(ask(line)).object(); }

    std::optional<std::vector<LockReport>> reportsOn(const InodeKey &inode)
    {
        const auto answer = ask(QByteArray::fromStdString(HostQuestions::aboutLockedInode(7, inode)));
        return HostQuestions::reportsIn(answer.trimmed().toStdString(), 7);
    }

    QProcess process;
    QByteArray greeting;
};

QByteArray statusField(qint64 pid, const QByteArray &field)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (file.open(QIODevice::ReadOnly)) {
        for (const auto &line : file.readAll().split('\n')) {
            if (line.startsWith(field) && line.size() > field.size() && line[field.size()] == ':')
                return line.sliced(field.size() + 1).simplified();
        }
    }
    return {};
}

} // namespace

/// lockscope-helper, as the window runs it.
class tst_Helper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockedFileIsNamed()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "job.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        Helper helper;
        QVERIFY(HostQuestions::isGreeting(helper.greeting.trimmed().toStdString()));
        const auto reports = helper.reportsOn(inodeOf(path));
        QVERIFY(reports);
        QCOMPARE(reports->size(), 1u);
        QCOMPARE(reports->front().path, path);
        QCOMPARE(reports->front().verdict.state, Verdict::State::Held);
        QCOMPARE(holderPids(reports->front().kernelLocks.front()), std::vector<std::int64_t>{actor.pid()});
        QCOMPARE(actor.say("unlock", path), "unlocked"_ba);
        // Questions that arrive together are answered by one reading of the lock table.
        QTRY_VERIFY(helper.reportsOn(inodeOf(path))->empty());
    }

    void hostileInput_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("answers");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("empty line") << QByteArray("\n") << 1;
        QTest::newRow("garbage") << QByteArray("\xff\x00\x1b[31m{\n[]\n\"\n", 14) << 3;
        QTest::newRow("longest line") << QByteArray(64 * 1024, 'x') + '\n' << 1;
        QTest::newRow("too long line") << QByteArray(80 * 1024, 'x') + "\n{\"id\":1}\n" << 0;
        QTest::newRow("endless line") << QByteArray(20 * 1024 * 1024, 'x') << 0;
        QTest::newRow("deep") << QByteArray(60 * 1024, '[') + '\n' << 1;
        QTest::newRow("no ID") << QByteArray("{\"lockedInode\":{\"inode\":\"1\"}}\n") << 1;
        QTest::newRow("huge numbers")
            << QByteArray(
                   "{\"id\":1e308,\"lockedInode\":{\"major\":1e308,\"minor\":-1,\"inode\":\"18446744073709551615\"}}\n")
            << 1;
        QTest::newRow("a path that is no file") << QByteArray("{\"id\":1,\"file\":\"L2Rldi96ZXJv\"}\n") << 1;
    }
    void hostileInput()
    {
        QFETCH(QByteArray, input);
        QFETCH(int, answers);
        Helper helper;
        QVERIFY(!helper.greeting.isEmpty());
        // The helper may end before it has read all.
        helper.process.write(input);
        helper.process.closeWriteChannel();
        QVERIFY(helper.process.waitForFinished(60'000));
        QCOMPARE(helper.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(helper.process.exitCode(), 0);
        const auto output = helper.process.readAllStandardOutput();
        QCOMPARE(output.count('\n'), answers);
        QVERIFY(!output.contains('\x1b'));
    }

    void commandsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("command");
        for (const char *command : {"inspect", "scan", "system", "watch", "break", "undo", "signal", "run", "sh"})
            QTest::newRow(command) << QByteArray(command);
    }
    void commandsAreRefused()
    {
        QFETCH(QByteArray, command);
        Helper helper;
        const auto answer = helper.askJson("{\"id\":1,\"command\":[\"" + command.toBase64() + "\",\"Lw==\"]}");
        QCOMPARE(answer[u"runs"].toBool(true), false);
        QCOMPARE(answer[u"refusal"].toString(), QStringLiteral("it runs no commands"));
        QVERIFY(helper.askJson(R"({"id":2})").contains(u"error"));
    }

    void formatsOfTheCallerAreNotUsed()
    {
        const TestDirectory directory;
        std::filesystem::create_directories(directory / "config/lockscope/formats.d");
        makeFile(directory / "config/lockscope/formats.d/mine.toml",
                 "[[format]]\nid = \"mine\"\ntitle = \"my lock\"\nnames = [\"batch.run\"]\n"
                 "content = '^acme {pid}\\n$'\n"
                 "[[format.sample]]\npath = \"batch.run\"\ntext = \"acme 4242\\n\"\npid = 4242\n");
        const auto path = makeFile(directory / "batch.run", "acme 4242\n");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), QString::fromStdString(directory / "config"));
        const auto ownFormat = [&] {
            QProcess lockscopectl;
            lockscopectl.setProcessEnvironment(environment);
            lockscopectl.start(lockscopectlProgram(), {QStringLiteral("inspect"), QStringLiteral("--json"),
                                                       QString::fromStdString(path.native())});
            lockscopectl.waitForFinished();
            return QJsonDocument::fromJson(lockscopectl.readAll()).object()[u"format"].toString();
        };
        QCOMPARE(ownFormat(), QStringLiteral("mine"));
        Helper helper(environment);
        const auto reports = helper.reportsOn(inodeOf(path));
        QVERIFY(reports && !reports->empty());
        QCOMPARE(reports->front().path, path);
        QVERIFY(reports->front().format != "mine");
    }

    /// As pkexec starts it: root, and the variable names the caller.
    void rootMayOnlyRead()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        const TestDirectory directory; // of root alone
        const auto path = makeFile(directory / "job.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PKEXEC_UID"), QStringLiteral("65534"));
        Helper helper(environment);
        const auto pid = helper.process.processId();
        QCOMPARE(statusField(pid, "Uid"), "65534 65534 65534 65534"_ba);
        QCOMPARE(statusField(pid, "Gid").left(5), "65534"_ba);
        QCOMPARE(statusField(pid, "Groups"), ""_ba);
        constexpr auto ReadSearchAndPtrace = (1U << 2) | (1U << 19);
        for (const char *set : {"CapPrm", "CapEff"})
            QCOMPARE(statusField(pid, set).toUInt(nullptr, 16), ReadSearchAndPtrace);
        for (const char *set : {"CapInh", "CapAmb"})
            QCOMPARE(statusField(pid, set).toUInt(nullptr, 16), 0U);
        QCOMPARE(statusField(pid, "NoNewPrivs"), "1"_ba);
        QCOMPARE(QFile::symLinkTarget(QStringLiteral("/proc/%1/cwd").arg(pid)), QStringLiteral("/"));
        // And it still sees what only root can.
        const auto reports = helper.reportsOn(inodeOf(path));
        QVERIFY(reports && !reports->empty());
        QCOMPARE(reports->front().path, path);
        QCOMPARE(holderPids(reports->front().kernelLocks.front()), std::vector<std::int64_t>{actor.pid()});
    }

    void invalidCallerIsRefused_data()
    {
        QTest::addColumn<QString>("uid");
        QTest::newRow("unknown") << QStringLiteral("4294900001");
        QTest::newRow("no user") << QStringLiteral("4294967295");
        QTest::newRow("text") << QStringLiteral("0x10");
        QTest::newRow("empty") << QString();
    }
    void invalidCallerIsRefused()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        QFETCH(QString, uid);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PKEXEC_UID"), uid);
        Helper helper(environment);
        QVERIFY(helper.process.state() == QProcess::NotRunning || helper.process.waitForFinished());
        QCOMPARE(helper.process.exitCode(), 1);
        QVERIFY(helper.greeting.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Helper)
#include "tst_helper.moc"
