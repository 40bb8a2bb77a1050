// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "farend.h"
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"
#include "support/loopbacksshd.h"

#include <lockscope/processfacts.h>

#include <QFile>
#include <QProcess>
#include <QTest>

#include <filesystem>
#include <memory>

#include <signal.h>

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {

constexpr int PatienceMs = 60000;

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

QByteArray linesUntilReady(QProcess &process)
{
    QByteArray lines;
    while (true) {
        const auto line = lineOf(process);
        lines += line;
        if (line.isEmpty() || line.contains("ready"))
            return lines;
    }
}

QByteArray question(const QList<QByteArray> &words)
{
    QByteArrayList encoded;
    for (const auto &word : words)
        encoded += '"' + word.toBase64() + '"';
    return "{\"id\":1,\"command\":[" + encoded.join(',') + "]}\n";
}

} // namespace

/// Commands that run on another host: with a replacement for ssh that records its arguments, and with a real sshd on
/// loopback.
class tst_LockscopectlHost : public QObject
{
    Q_OBJECT

    std::unique_ptr<FarEnd> m_far;

    /// A lock of Mercurial, whose process has exited.
    fs::path makeStaleLock() const
    {
        Actor actor;
        const auto pid = actor.pid();
        actor.kill(SIGKILL);
        actor.waitForEnd();
        const auto directory = m_far->directory() / "repo" / ".hg" / "store";
        fs::create_directories(directory);
        const auto host = Lockscope::HostIdentity::read().hostname;
        fs::create_symlink(host + ':' + std::to_string(pid), directory / "lock");
        return directory / "lock";
    }
    static CtlAnswer onAlpha(const QStringList &words)
    {
        return lockscopectl(QStringList{u"--host"_s, u"alpha"_s} + words);
    }

private Q_SLOTS:
    void init() { m_far = std::make_unique<FarEnd>(); }
    void cleanup() { m_far.reset(); }

    void outputAndStatusOfTheFarEndAreReturned_data()
    {
        QTest::addColumn<QStringList>("words");
        for (const char *line :
             {"inspect --json app.lock", "inspect app.lock", "inspect --check app.lock", "inspect absent.lock",
              "inspect --check absent.lock", "scan --json .", "scan .", "scan empty", "scan --state stale .",
              "scan --state nonsense .", "system app.lock", "scan", "break --dry-run absent.lock"})
            QTest::newRow(line) << words(line);
    }
    void outputAndStatusOfTheFarEndAreReturned()
    {
        QFETCH(QStringList, words);
        m_far->setScript(FarEnd::honest("--allow-break"));
        for (auto &word : words) {
            if (word == u"."_s || word.endsWith(u".lock"_s) || word == u"empty"_s)
                word = text(m_far->directory() / "data" / word.toStdString());
        }
        fs::create_directories(m_far->directory() / "data" / "empty");
        makeFile(m_far->directory() / "data" / "app.lock");
        Actor actor;
        QCOMPARE(actor.say("flock", m_far->directory() / "data" / "app.lock"), "held"_ba);
        const auto withoutAge = [](QByteArray out) {
            const auto age = out.indexOf("\"ageSeconds\"");
            return age < 0 ? out : out.remove(age, out.indexOf(',', age) - age);
        };
        const auto here = lockscopectl(words);
        const auto there = onAlpha(words);
        QCOMPARE(there.err, here.err);
        QCOMPARE(withoutAge(there.out), withoutAge(here.out));
        QCOMPARE(there.status, here.status);
    }

    /// The command for the far end is sent as data, so that no shell interprets it.
    void operandsAreNotOnTheCommandLine()
    {
        const auto path = m_far->directory() / "a b;$(touch hacked)'\n.lock";
        makeFile(path);
        const auto answer = onAlpha({u"inspect"_s, u"--json"_s, text(path)});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.object().value(u"path"_s).toString(), text(path));
        QCOMPARE(m_far->calls().join(' '),
                 "-T -a -x -o BatchMode=yes -o ClearAllForwardings=yes -o PermitLocalCommand=no -o RemoteCommand=none "
                 "-o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ConnectTimeout=5 -- admin@alpha.example.org "
                 "lockscopectl answer"_ba);
    }
    void onlyListedHostsAreUsed_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QByteArray>("error");
        const auto unlisted = "is not in the list"_ba;
        QTest::newRow("a host that is not in the list") << u"gamma"_s << unlisted;
        QTest::newRow("an option of ssh") << u"-oProxyCommand=id"_s << unlisted;
        QTest::newRow("a destination") << u"admin@alpha.example.org"_s << unlisted;
        QTest::newRow("empty") << QString() << unlisted;
        QTest::newRow("a name of two hosts") << u"beta"_s << "several hosts 'beta'"_ba;
    }
    void onlyListedHostsAreUsed()
    {
        QFETCH(QString, host);
        QFETCH(QByteArray, error);
        m_far->setHosts("beta one " + FarEnd::MachineId + "\nbeta two " + FarEnd::MachineId + "\n");
        const auto answer = lockscopectl({u"scan"_s, u"--host"_s, host, u"/tmp"_s});
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(error), answer.err);
        QVERIFY2(m_far->calls().isEmpty(), m_far->calls().join(' '));
    }
    void usageErrors_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("twice") << words("scan --host alpha --host=alpha /") << "--host is given twice"_ba;
        QTest::newRow("no value") << words("scan / --host") << "--host requires a value"_ba;
        QTest::newRow("asks") << words("inspect --host alpha --ask /x") << "--ask cannot be combined"_ba;
        QTest::newRow("asks a host") << words("inspect --host alpha --ask=b /x") << "--ask cannot be combined"_ba;
        QTest::newRow("paths from input") << words("inspect --host alpha -") << "paths on standard input"_ba;
        QTest::newRow("NUL bytes") << words("scan --host alpha -0 /") << "-0 cannot be combined"_ba;
        QTest::newRow("operands of two hosts") << words("scan ssh://alpha/srv ssh://beta/srv") << "on several hosts"_ba;
        QTest::newRow("operands here and there") << words("scan ssh://alpha/srv /tmp") << "must be on one host"_ba;
        QTest::newRow("host twice") << words("scan --host alpha ssh://alpha/srv") << "must be on one host"_ba;
        QTest::newRow("no path") << words("scan ssh://alpha") << "not of the form ssh://HOST/PATH"_ba;
        QTest::newRow("no host") << words("scan ssh:///srv") << "not of the form ssh://HOST/PATH"_ba;
        QTest::newRow("another command") << words("run --host alpha zc /x -- true") << "has no option --host"_ba;
    }
    void usageErrors()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, error);
        const auto answer = lockscopectl(words);
        QCOMPARE(answer.status, 2);
        QVERIFY2(answer.err.contains(error), answer.err);
        QVERIFY(m_far->calls().isEmpty());
    }
    void valuesOfOtherOptionsAreNotTheHost()
    {
        const auto answer = lockscopectl({u"scan"_s, u"--sort"_s, u"--host"_s, u"/"_s});
        QVERIFY2(answer.err.contains("invalid value '--host' for --sort"), answer.err);
        const auto path = m_far->directory() / "--host";
        makeFile(path);
        QCOMPARE(lockscopectl({u"inspect"_s, u"--"_s, text(path), u"--host"_s}).status, 4);
        QVERIFY(m_far->calls().isEmpty());
    }

    void operandsCanNameTheHost()
    {
        const auto first = makeFile(m_far->directory() / "first.lock");
        const auto second = makeFile(m_far->directory() / "second.lock");
        const auto answer =
            lockscopectl({u"--json"_s, u"ssh://alpha"_s + text(first), u"--"_s, u"ssh://alpha"_s + text(second)});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.objects().size(), 2);
        QCOMPARE(answer.objects().last().value(u"path"_s).toString(), text(second));
        QVERIFY(m_far->calls().contains("admin@alpha.example.org"));
        // Only a name in the list of hosts, and not a destination.
        QCOMPARE(lockscopectl({u"scan"_s, u"ssh://admin@alpha.example.org/tmp"_s}).status, 4);
    }

    void breakNeedsThePermissionOfTheFarEnd()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        const auto lock = makeStaleLock();
        for (const auto &words : {QStringList{u"break"_s, text(lock)},
                                  QStringList{u"break"_s, u"--force"_s, text(lock)}, QStringList{u"undo"_s}}) {
            const auto refused = onAlpha(words);
            QCOMPARE(refused.status, 3);
            QVERIFY2(refused.err.contains("host alpha refused the command"), refused.err);
            QVERIFY2(refused.err.contains("answer --allow-break"), refused.err);
            QCOMPARE(refused.out, QByteArray());
            QVERIFY(fs::is_symlink(lock));
        }
        m_far->setScript(FarEnd::honest("--allow-break"));
        const auto broken = onAlpha({u"break"_s, text(lock)});
        QVERIFY2(broken.status == 0, broken.err);
        QVERIFY(!fs::is_symlink(lock));
        QVERIFY2(broken.err.contains("undo --host alpha"), broken.err);
        QCOMPARE(onAlpha({u"undo"_s}).status, 0);
        QVERIFY(fs::is_symlink(lock));
        // Only then: a key without a restriction runs the requested command.
        QVERIFY(m_far->calls().endsWith("--allow-break"));
        onAlpha({u"scan"_s, text(lock.parent_path())});
        QVERIFY(m_far->calls().endsWith("answer"));
    }

    void untrustedFarEnds_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("error");
        const QByteArray runs = FarEnd::greeting() + "read q; echo '{\"id\":1,\"runs\":true}'; ";
        QTest::newRow("not reached") << "echo 'alpha: \033[31mPermission denied' >&2; exit 255"_ba
                                     << "host alpha was not reached: alpha: \\x1b[31mPermission denied"_ba;
        QTest::newRow("no such program") << "echo 'sh: lockscopectl: not found' >&2; exit 127"_ba
                                         << "lockscopectl was not found on host alpha"_ba;
        QTest::newRow("an old program") << "echo 'lockscopectl: unknown command' >&2; exit 2"_ba
                                        << "is of another version and"_ba;
        QTest::newRow("another protocol") << "echo '{\"lockscopeAnswer\":2,\"machineId\":\"a\"}'; cat"_ba
                                          << "is of another version and"_ba;
        QTest::newRow("does not know the question")
            << "echo '{\"lockscopeAnswer\":1,\"version\":\"0.9\",\"machineId\":\"" + FarEnd::MachineId +
                   "\"}'; read q; echo '{\"id\":1,\"error\":\"unknown question\"}'; cat"
            << "is of another version (0.9) and"_ba;
        QTest::newRow("another machine") << "echo '{\"lockscopeAnswer\":1,\"machineId\":\"bbbb\"}'; cat"_ba
                                         << "another machine answers as host alpha (machine ID bbbb)"_ba;
        QTest::newRow("closed after the greeting") << FarEnd::greeting() + "exit 0"
                                                   << "was not reached"_ba;
        QTest::newRow("another program") << "echo hello; cat"_ba
                                         << "the answer of host alpha is invalid"_ba;
        QTest::newRow("answer to another question")
            << FarEnd::greeting() + "read q; echo '{\"id\":2,\"runs\":true}'; cat"
            << "is invalid"_ba;
        // Not a raw string: moc cannot read \u in one.
        QTest::newRow("refusal with escapes")
            << FarEnd::greeting() +
                   "read q; printf '%s\\n' '{\"id\":1,\"runs\":false,\"refusal\":\"\\u001b[2Jno\"}'; cat"
            << "host alpha refused the command: \\x1b[2Jno"_ba;
        QTest::newRow("endless line as a greeting") << "tr '\\0' x </dev/zero"_ba
                                                    << "is invalid"_ba;
        QTest::newRow("endless line") << runs + "tr '\\0' x </dev/zero"
                                      << "is invalid"_ba;
        QTest::newRow("endless line of errors") << runs + "tr '\\0' x </dev/zero >&2"
                                                << "is invalid"_ba;
        QTest::newRow("not JSON") << runs + "echo hello; cat"
                                  << "is invalid"_ba;
        QTest::newRow("JSON with an escape") << runs + "printf '{\"path\":\"\\033[2J\"}\\n'; cat"
                                             << "is invalid"_ba;
        QTest::newRow("lost") << runs + "echo 'Connection reset by peer' >&2; exit 255"
                              << "the connection to host alpha was lost"_ba;
        QTest::newRow("no answer") << FarEnd::greeting() + "exec sleep 60"
                                   << "host alpha did not answer in time"_ba;
    }
    void untrustedFarEnds()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, error);
        m_far->setScript(script);
        const auto answer = onAlpha({u"scan"_s, u"--json"_s, u"/tmp"_s});
        QVERIFY2(answer.status == 4 || (answer.status == 3 && error.contains("refused")), answer.err);
        QVERIFY2(answer.err.contains(error), answer.err);
        QVERIFY2(answer.err.size() < 1000, answer.err);
        QCOMPARE(answer.out, QByteArray());
        QVERIFY(!answer.err.contains('\033'));
    }
    void escapesOfTheFarEndAreShownAsText()
    {
        m_far->setScript(FarEnd::greeting() +
                         "read q; echo '{\"id\":1,\"runs\":true}'; "
                         "printf 'one \\033[2J\\r\\n\\302\\233 two'; printf 'three \\007' >&2; exit 7");
        const auto answer = onAlpha({u"scan"_s, u"/tmp"_s});
        QCOMPARE(answer.out, "one \\x1b[2J\\x0d\n\\x9b two\n"_ba);
        QCOMPARE(answer.err, "three \\x07\n"_ba);
        QCOMPARE(answer.status, 7);
    }

    void watchPrintsEventsUntilItIsInterrupted()
    {
        QProcess watch;
        watch.start(lockscopectlProgram(),
                    {u"watch"_s, u"--host"_s, u"alpha"_s, u"--json"_s, text(m_far->directory().path())});
        QVERIFY2(linesUntilReady(watch).contains("ready"), watch.readAllStandardError());
        const auto lock = makeStaleLock();
        QVERIFY(lineOf(watch).contains(lock.native().c_str()));
        ::kill(static_cast<pid_t>(watch.processId()), SIGTERM);
        QVERIFY(watch.waitForFinished(PatienceMs));
        QCOMPARE(watch.exitStatus(), QProcess::NormalExit);
        QCOMPARE(watch.exitCode(), 0);
        // The far end records nothing for another host.
        QVERIFY(!fs::exists(m_far->directory() / "state"));
    }

    /// The far end itself, as sshd runs it.
    void commandEndsWithItsConnection()
    {
        QProcess answer;
        answer.start(lockscopectlProgram(), {u"answer"_s});
        QVERIFY(lineOf(answer).contains("lockscopeAnswer"));
        answer.write(question({"watch", text(m_far->directory().path()).toUtf8()}));
        QVERIFY(lineOf(answer).contains("\"runs\":true"));
        QVERIFY(linesUntilReady(answer).contains("ready"));
        answer.closeWriteChannel();
        QVERIFY(answer.waitForFinished(PatienceMs));
        QCOMPARE(answer.exitCode(), 128 + SIGKILL);
    }
    void farEndRefuses_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        const auto row = [](const char *name, const QByteArrayList &words) { QTest::newRow(name) << words; };
        row("a command that is not offered", {"run", "zc", "/tmp/x", "--", "id"});
        row("signal", {"signal", "KILL", "/tmp/x"});
        row("answer", {"answer", "--allow-break"});
        row("an option in place of the command", {"--json", "run"});
        row("break", {"break", "/tmp/x"});
        row("asking further hosts", {"inspect", "--ask", "/tmp/x"});
        row("asking a further host", {"inspect", "--ask=beta", "/tmp/x"});
        row("a server of further hosts", {"inspect", "etcd://db1.example.org/build"});
        row("running on a further host", {"scan", "--host", "beta", "/tmp/x"});
    }
    void farEndRefuses()
    {
        QFETCH(QByteArrayList, words);
        QProcess answer;
        answer.start(lockscopectlProgram(), {u"answer"_s});
        answer.write(question(words));
        answer.closeWriteChannel();
        QVERIFY(answer.waitForFinished(PatienceMs));
        const auto lines = answer.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[1].contains("\"runs\":false"), lines[1]);
    }

    void realSshd()
    {
        if (Lockscope::HostIdentity::read().machineId.empty())
            QSKIP("needs /etc/machine-id");
        const LoopbackSshd sshd(m_far->directory() / "sshd");
        if (!sshd.missing().isEmpty())
            QSKIP(qPrintable(u"needs "_s + sshd.missing()));
        const auto far = m_far->connectTo(sshd);
        m_far->setHosts({});
        const auto added = lockscopectl({u"hosts"_s, u"add"_s, u"alpha"_s});
        QVERIFY2(added.status == 0, added.err);

        const auto lock = makeFile(m_far->directory() / "it's $HOME.lock");
        const auto report = onAlpha({u"inspect"_s, u"--json"_s, text(lock)});
        QVERIFY2(report.status == 0, report.err);
        QCOMPARE(report.object().value(u"path"_s).toString(), text(lock));
        QCOMPARE(onAlpha({u"inspect"_s, u"--check"_s, text(lock) + u"x"_s}).status, 13);

        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        // A restricted key runs its own command, whatever is asked for.
        const auto stale = makeStaleLock();
        const auto keys = m_far->directory() / "sshd" / "user.pub";
        QFile file(text(keys));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto key = file.readAll();
        file.close();
        makeFile(keys, "restrict,command=\"lockscopectl answer\" " + key);
        QCOMPARE(onAlpha({u"scan"_s, text(stale.parent_path())}).status, 1);
        QCOMPARE(onAlpha({u"break"_s, text(stale)}).status, 3);
        QVERIFY(fs::is_symlink(stale));
        makeFile(keys, "restrict,command=\"lockscopectl answer --allow-break\" " + key);
        const auto broken = onAlpha({u"break"_s, text(stale)});
        QVERIFY2(broken.status == 0, broken.err);
        QVERIFY(!fs::is_symlink(stale));
        QCOMPARE(onAlpha({u"undo"_s}).status, 0);
        QVERIFY(fs::is_symlink(stale));
        fs::remove(far);
        const auto missing = onAlpha({u"scan"_s, u"/tmp"_s});
        QCOMPARE(missing.status, 4);
        QVERIFY2(missing.err.contains("lockscopectl was not found on host alpha"), missing.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlHost)
#include "tst_lockscopectlhost.moc"
