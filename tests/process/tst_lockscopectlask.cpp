// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "farend.h"
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <QJsonArray>
#include <QTest>

#include <filesystem>
#include <memory>

#include <signal.h>

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {

const QByteArray &MachineId = FarEnd::MachineId;

QString at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

/// The evidence of another host.
QJsonObject evidenceOf(const QJsonObject &report)
{
    for (const auto &each : report.value(u"evidence"_s).toArray()) {
        if (each.toObject().contains(u"host"_s))
            return each.toObject();
    }
    return {};
}

QJsonObject askedOf(const QJsonObject &report)
{
    return report.value(u"asked"_s).toArray().first().toObject();
}

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

} // namespace

/// Requests to other hosts, with a replacement for ssh that records its arguments. tst_sshfs uses a real sshd.
class tst_LockscopectlAsk : public QObject
{
    Q_OBJECT

    std::unique_ptr<FarEnd> m_far;

    void setFarEnd(const QByteArray &script) const { m_far->setScript(script); }
    void setHosts(const QByteArray &lines) const { m_far->setHosts(lines); }
    QByteArrayList calls() const { return m_far->calls(); }
    /// A lock of Mercurial.
    fs::path makeLock(const std::string &host, std::int64_t pid, const std::string &name = "repo") const
    {
        const auto directory = m_far->directory() / name / ".hg" / "store";
        fs::create_directories(directory);
        const auto lock = directory / "lock";
        fs::create_symlink(host + ':' + std::to_string(pid), lock);
        return lock;
    }
    static std::int64_t exitedPid()
    {
        Actor actor;
        const auto pid = actor.pid();
        actor.kill(SIGKILL);
        actor.waitForEnd();
        return pid;
    }
    static QJsonObject inspect(const fs::path &lock, const QStringList &options = {u"--ask"_s})
    {
        return lockscopectl(QStringList{u"inspect"_s, u"--json"_s} + options + QStringList{text(lock)}).object();
    }

private Q_SLOTS:
    void init() { m_far = std::make_unique<FarEnd>(); }
    void cleanup() { m_far.reset(); }

    void lockOfExitedProcessIsStale()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        const auto pid = exitedPid();
        const auto lock = makeLock("alpha", pid);
        QCOMPARE(at(inspect(lock, {}), "reason"), u"other-host"_s);
        QVERIFY(calls().isEmpty());
        const auto report = inspect(lock);
        QCOMPARE(at(report, "verdict"), u"stale"_s);
        QCOMPARE(at(report, "confidence"), u"proved"_s);
        QCOMPARE(at(report, "reason"), u"pid-dead"_s);
        QCOMPARE(at(evidenceOf(report), "id"), u"exited-on-host"_s);
        QCOMPARE(at(evidenceOf(report), "host"), u"alpha"_s);
        QCOMPARE(at(askedOf(report), "machineId"), QString::fromLatin1(MachineId));
        QVERIFY(askedOf(report).value(u"error"_s).isNull());
        QVERIFY(askedOf(report).value(u"milliseconds"_s).toDouble() > 0);
        QVERIFY(report.value(u"break"_s).toObject().value(u"refused"_s).isNull());
        const auto human = lockscopectl({u"inspect"_s, u"--ask"_s, text(lock)});
        const QByteArray sentence = "rocess " + QByteArray::number(qint64(pid)) + " is no longer running on host alpha";
        QVERIFY2(human.out.contains(sentence), human.out);
        QVERIFY2(human.out.contains("lockscopectl break --ask "), human.out);
    }
    void lockOfRunningProcessIsHeld()
    {
        const Actor actor;
        const auto report = inspect(makeLock("alpha", actor.pid()));
        QCOMPARE(at(report, "verdict"), u"held"_s);
        QCOMPARE(at(report, "confidence"), u"presumed"_s);
        QCOMPARE(at(evidenceOf(report), "id"), u"running-on-host"_s);
    }

    /// A name in a lock is controlled by anyone who can write the lock.
    void namesOfLocksAreNotOnTheCommandLine_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("an option of ssh") << QByteArray("-oProxyCommand=id");
        QTest::newRow("a command substitution") << QByteArray("$(id)");
        QTest::newRow("a host that is not in the list") << QByteArray("gamma");
        QTest::newRow("the destination in the list") << QByteArray("alpha.example.org");
    }
    void namesOfLocksAreNotOnTheCommandLine()
    {
        QFETCH(QByteArray, host);
        inspect(makeLock(host.toStdString(), 4242));
        QVERIFY2(calls().isEmpty(), calls().join(' '));
    }
    void destinationIsTakenFromTheList()
    {
        inspect(makeLock("ALPHA", 4242));
        QCOMPARE(calls().join(' '),
                 "-T -a -x -o BatchMode=yes -o ClearAllForwardings=yes -o PermitLocalCommand=no -o RemoteCommand=none "
                 "-o ConnectTimeout=5 -- admin@alpha.example.org lockscopectl answer"_ba);
    }
    void ambiguousHostNameIsNotGuessed()
    {
        setHosts("alpha one " + MachineId + "\nalpha two " + MachineId + "\n");
        const auto report = inspect(makeLock("alpha", 4242));
        QVERIFY2(calls().isEmpty(), calls().join(' '));
        QCOMPARE(at(askedOf(report), "error"), u"ambiguous-name"_s);
        QCOMPARE(at(report, "verdict"), u"unknown"_s);
    }
    void onlyTheGivenHostIsAsked()
    {
        setHosts("alpha one " + MachineId + "\nbeta two " + MachineId + "\n");
        const auto lock = makeLock("alpha", 4242);
        inspect(lock, {u"--ask=beta"_s});
        QVERIFY2(calls().isEmpty(), calls().join(' '));
        inspect(lock, {u"--ask=alpha"_s});
        QVERIFY(calls().contains("one"));
        const auto answer = lockscopectl({u"inspect"_s, u"--ask=gamma"_s, text(lock)});
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("'gamma' is not in the list"), answer.err);
    }

    void untrustedFarEnds_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("error");
        const auto lie = [](const char *answer) -> QByteArray {
            return FarEnd::greeting() + "read q; echo '" + answer + "'; cat";
        };
        QTest::newRow("not reached") << "echo 'alpha: \033[31mPermission denied' >&2; exit 255"_ba << u"not-reached"_s;
        QTest::newRow("no such program") << "echo 'sh: lockscopectl: not found' >&2; exit 127"_ba << u"not-reached"_s;
        QTest::newRow("closed at once") << "exit 0"_ba << u"not-reached"_s;
        QTest::newRow("closed after the greeting") << FarEnd::greeting() + "exit 0" << u"not-reached"_s;
        QTest::newRow("another program") << "echo hello; cat"_ba << u"bad-answer"_s;
        QTest::newRow("endless line") << "tr '\\0' x </dev/zero"_ba << u"bad-answer"_s;
        QTest::newRow("endless line as an answer") << FarEnd::greeting() + "tr '\\0' x </dev/zero" << u"bad-answer"_s;
        QTest::newRow("answer that is not JSON") << lie("exited") << u"bad-answer"_s;
        QTest::newRow("answer to another question")
            << lie(R"({"id":99,"pid":4242,"life":"exited","reason":"pid-dead"})") << u"bad-answer"_s;
        QTest::newRow("about another process")
            << lie(R"({"id":1,"pid":1,"life":"exited","reason":"pid-dead"})") << u"bad-answer"_s;
        QTest::newRow("not proof") << lie(R"({"id":1,"pid":4242,"life":"exited","reason":"absent"})")
                                   << u"bad-answer"_s;
        QTest::newRow("another machine")
            << "echo '{\"lockscopeAnswer\":1,\"machineId\":\"bbbb\",\"seesAllProcesses\":true}'; cat"_ba
            << u"other-machine"_s;
        QTest::newRow("no answer") << FarEnd::greeting() + "exec sleep 20" << u"no-answer"_s;
        QTest::newRow("flood of errors") << FarEnd::greeting() + "tr '\\0' x </dev/zero >&2 & sleep 20"
                                         << u"no-answer"_s;
    }
    void untrustedFarEnds()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, error);
        setFarEnd(script);
        const auto report = inspect(makeLock("alpha", 4242));
        QCOMPARE(at(report, "verdict"), u"unknown"_s);
        QCOMPARE(at(report, "reason"), u"other-host"_s);
        QCOMPARE(at(askedOf(report), "error"), error);
        QCOMPARE(at(evidenceOf(report), "id"), u"host-not-reached"_s);
        QVERIFY(!at(evidenceOf(report), "fact").contains(u'\033'));
    }
    void namesFromTheFarEndAreEscaped()
    {
        setFarEnd(FarEnd::greeting() +
                  // Not a raw string: moc cannot read \u in one.
                  "read q; printf '%s\\n' '{\"id\":1,\"pid\":4242,\"life\":\"running\",\"reason\":\"pid-alive\","
                  "\"name\":\"\\u001b[2Jhg\\nx\"}'; cat");
        const auto answer = lockscopectl({u"inspect"_s, u"--ask"_s, text(makeLock("alpha", 4242))});
        QVERIFY2(answer.out.contains("(\\x1b[2Jhg\\x0ax)"), answer.out);
        QVERIFY2(!answer.out.contains('\033'), answer.out);
    }
    /// A far end whose program is in a container, or does not see other users' processes.
    void exitIsNoProofIfProcessesAreHidden()
    {
        setFarEnd("echo '{\"lockscopeAnswer\":1,\"machineId\":\"" + MachineId +
                  "\",\"seesAllProcesses\":false}'; read q; echo "
                  "'{\"id\":1,\"pid\":4242,\"life\":\"exited\",\"reason\":\"pid-dead\"}'; cat");
        const auto report = inspect(makeLock("alpha", 4242));
        QCOMPARE(at(report, "verdict"), u"unknown"_s);
        QCOMPARE(at(evidenceOf(report), "supports"), u"nothing"_s);
    }

    void scanAsksOncePerHost()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        const auto pid = exitedPid();
        for (const char *name : {"one", "two", "three"})
            makeLock("alpha", pid, name);
        const auto answer = lockscopectl({u"scan"_s, u"--json"_s, u"--ask"_s, text(m_far->directory().path())});
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.objects().size(), 3);
        for (const auto &report : answer.objects())
            QCOMPARE(at(report, "verdict"), u"stale"_s);
        QCOMPARE(calls().count("answer"), 1);
    }

    void breakAsksAgain()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        const auto lock = makeLock("alpha", exitedPid());
        QCOMPARE(lockscopectl({u"break"_s, text(lock)}).status, 3);
        const auto answer = lockscopectl({u"break"_s, u"--ask"_s, text(lock)});
        QVERIFY2(answer.status == 0, answer.err);
        QVERIFY(!fs::is_symlink(lock));
        QCOMPARE(lockscopectl({u"undo"_s}).status, 0);
        QVERIFY(fs::is_symlink(lock));
    }
    /// The process is reported as exited first, and as running when the lock is about to be broken.
    void breakIsRefusedIfTheAnswerChanges()
    {
        setFarEnd(FarEnd::greeting() +
                  R"(read q; echo '{"id":1,"pid":4242,"life":"exited","reason":"pid-dead"}'
                     read q; echo '{"id":2,"pid":4242,"life":"running","reason":"pid-alive","name":"hg"}'; cat)");
        const auto lock = makeLock("alpha", 4242);
        const auto answer = lockscopectl({u"break"_s, u"--ask"_s, text(lock)});
        QVERIFY2(answer.status == 3, answer.err);
        QVERIFY(fs::is_symlink(lock));
    }
    void breakIsRefusedIfTheSecondAnswerFails()
    {
        setFarEnd(FarEnd::greeting() +
                  R"(read q; echo '{"id":1,"pid":4242,"life":"exited","reason":"pid-dead"}'; read q; exit 0)");
        const auto lock = makeLock("alpha", 4242);
        const auto answer = lockscopectl({u"break"_s, u"--ask"_s, text(lock)});
        QVERIFY2(answer.status == 3, answer.err);
        QVERIFY(fs::is_symlink(lock));
    }

    void hostsAreAddedTestedAndRemoved()
    {
        setHosts({});
        QVERIFY(lockscopectl({u"hosts"_s}).out.startsWith("The list of hosts is empty."));
        QVERIFY(lockscopectl({u"hosts"_s, u"test"_s}).out.startsWith("The list of hosts is empty."));
        QCOMPARE(lockscopectl({u"hosts"_s, u"--json"_s}).out, QByteArray());
        const auto added = lockscopectl({u"hosts"_s, u"add"_s, u"beta"_s, u"root@10.0.0.2"_s});
        QVERIFY2(added.status == 0, added.err);
        const auto list = lockscopectl({u"hosts"_s, u"--json"_s}).object();
        QCOMPARE(at(list, "name"), u"beta"_s);
        QCOMPARE(at(list, "destination"), u"root@10.0.0.2"_s);
        QCOMPARE(at(list, "machineId"), QString::fromLatin1(MachineId));
        QCOMPARE(lockscopectl({u"hosts"_s, u"test"_s}).out, "beta: ok\n"_ba);
        setFarEnd("echo '{\"lockscopeAnswer\":1,\"machineId\":\"bbbb\"}'; cat");
        const auto tested = lockscopectl({u"hosts"_s, u"test"_s, u"beta"_s});
        QCOMPARE(tested.status, 4);
        QVERIFY2(tested.out.contains("another machine answers (bbbb)"), tested.out);
        QCOMPARE(lockscopectl({u"hosts"_s, u"remove"_s, u"beta"_s}).status, 0);
        QCOMPARE(lockscopectl({u"hosts"_s, u"remove"_s, u"beta"_s}).status, 4);
        QVERIFY(lockscopectl({u"hosts"_s}).out.startsWith("The list of hosts is empty."));
    }
    void unresponsiveHostIsNotAdded()
    {
        setHosts({});
        setFarEnd("echo 'Connection refused' >&2; exit 255");
        const auto added = lockscopectl({u"hosts"_s, u"add"_s, u"beta"_s});
        QCOMPARE(added.status, 4);
        QCOMPARE(added.err, "lockscopectl: host beta was not reached: Connection refused\n"_ba);
        for (const auto &name : {u"two words"_s, u"beta!"_s, u"#beta"_s, u""_s, QString(256, u'b')})
            QVERIFY2(lockscopectl({u"hosts"_s, u"add"_s, name}).status == 2, qPrintable(name));
        QCOMPARE(lockscopectl({u"hosts"_s, u"add"_s, u"--"_s, u"beta"_s, u"-oProxyCommand=id"_s}).status, 2);
        QVERIFY(!calls().contains("-oProxyCommand=id"));
        QCOMPARE(lockscopectl({u"hosts"_s, u"add"_s}).status, 2);
        QCOMPARE(lockscopectl({u"hosts"_s, u"forget"_s}).status, 2);
    }

    /// The digits of a thread ID and of a PID are adjacent.
    void candidateAboveTheLargestPidIsRuledOut()
    {
        const auto lineOf = [](const char *candidates) {
            return shell(u"echo '{\"id\":1,\"process\":{\"pid\":99999999,\"candidates\":%1}}' | \"$0\" answer"_s.arg(
                             QLatin1String(candidates)))
                .objects()
                .last();
        };
        QCOMPARE(at(lineOf("[1234,99999999]"), "life"), u"exited"_s);
        QCOMPARE(at(lineOf("[88888888,99999999]"), "life"), u"undecided"_s);
    }

    void answerSkipsInvalidQuestions()
    {
        const auto answer =
            shell(u"printf '%s\\n' x '{\"id\":3}' '{\"id\":4,\"process\":{\"pid\":'$$'}}' | \"$0\" answer"_s);
        QCOMPARE(answer.status, 0);
        const auto lines = answer.objects();
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0].value(u"lockscopeAnswer"_s).toInt(), 1);
        QCOMPARE(at(lines[1], "error"), u"not a question"_s);
        QCOMPARE(at(lines[2], "error"), u"unknown question"_s);
        QCOMPARE(at(lines[3], "life"), u"running"_s);
    }
    void answerStopsAtOverlongLine()
    {
        const auto answer = shell(u"{ head -c 1000000 /dev/zero; echo; } | \"$0\" answer"_s);
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.objects().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlAsk)
#include "tst_lockscopectlask.moc"
