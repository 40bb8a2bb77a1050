// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/protocol.h"

#include <QTest>

using namespace Lockscope;

using Life = Testimony::Life;
using Reason = Verdict::Reason;

class tst_HostProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greetingRoundTrips()
    {
        const HostGreeting greeting{.hostname = "al\"pha",
                                    .machineId = std::string(32, 'a'),
                                    .bootId = "e1c77f4c-13ee-4d10-8f12-2f1a6b9f3c55",
                                    .pidNamespace = 4026531836,
                                    .seesAllProcesses = true,
                                    .uid = 1000,
                                    .version = "1.2.3"};
        QCOMPARE(Protocol::parseGreeting(Protocol::greeting(greeting)), greeting);
    }

    void otherGreetingsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a message of the day") << QByteArray("Welcome to alpha!");
        QTest::newRow("another version") << QByteArray(R"({"lockscopeAnswer":2,"machineId":"a"})");
        QTest::newRow("no version") << QByteArray(R"({"machineId":"a"})");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("deep") << QByteArray(60'000, '[');
    }
    void otherGreetingsAreRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!Protocol::parseGreeting(line.toStdString()));
    }

    void questionRoundTrips()
    {
        Claim claim = Claim::ofPid(4242);
        claim.pids = {42, 4242};
        claim.pid.reset();
        claim.hostname = "alpha";
        claim.bootId = "e1c77f4c-13ee-4d10-8f12-2f1a6b9f3c55";
        claim.startTicks = 18446744073709551615U;
        claim.pidNamespace = 4026531836;
        const auto question = Protocol::parseQuestion(Protocol::processQuestion(7, claim, 42));
        QVERIFY(question);
        QCOMPARE(question->id, 7);
        QVERIFY(question->claim);
        // The far end is the host that the claim names.
        auto expected = Claim::ofPid(42);
        expected.bootId = claim.bootId;
        expected.startTicks = claim.startTicks;
        expected.pidNamespace = claim.pidNamespace;
        QCOMPARE(*question->claim, expected);
        QVERIFY(question->path.empty());
        QCOMPARE(question->candidates, claim.pids);
        claim.pid = 42;
        QVERIFY(Protocol::parseQuestion(Protocol::processQuestion(7, claim, 42))->candidates.empty());
    }
    void pathOfAQuestionIsBytes()
    {
        const std::filesystem::path path("/srv/\xff\n\"x");
        const auto question = Protocol::parseQuestion(Protocol::fileQuestion(8, path));
        QVERIFY(question);
        QCOMPARE(question->path, path);
        QVERIFY(!question->claim);
    }
    void lockedInodeRoundTrips()
    {
        const InodeKey inode{0, 4'294'967'295U, 18446744073709551615U};
        const auto question = Protocol::parseQuestion(Protocol::lockedInodeQuestion(8, inode));
        QVERIFY(question && question->lockedInode);
        QCOMPARE(question->id, 8);
        QVERIFY(*question->lockedInode == inode);
        QVERIFY(question->path.empty() && question->command.empty() && !question->claim);
        QVERIFY(!Protocol::parseQuestion(R"({"id":8,"lockedInode":{"major":1}})")->lockedInode);
        QVERIFY(!Protocol::parseQuestion(R"({"id":8,"lockedInode":"1:2:3"})")->lockedInode);
    }
    void reportsRoundTrip()
    {
        std::vector<LockReport> reports(2);
        reports[0].path = "/srv/\xff\n\"x";
        reports[0].owner = Claim::ofPid(4242);
        reports[1].path = "/srv/b.lock";
        reports[1].breakPermission = LockReport::BreakPermission::Safe;
        const auto answer = Protocol::parseReportsAnswer(Protocol::reportsAnswer(7, reports), 7);
        QVERIFY(answer);
        QCOMPARE(answer->size(), 2u);
        QCOMPARE(answer->front().path, reports[0].path);
        QCOMPARE(answer->front().owner, reports[0].owner);
        // Only an inspection of this process permits a break.
        QCOMPARE(answer->back().breakPermission, LockReport::BreakPermission::Never);
        QVERIFY(Protocol::parseReportsAnswer(Protocol::reportsAnswer(7, {}), 7)->empty());
        for (const char *line : {"", "x", "[7]", R"({"id":7})", R"({"id":8,"reports":[]})", R"({"id":7,"reports":{}})",
                                 R"({"id":7,"reports":[{}]})", R"({"id":7,"reports":[{"path":7,"verdict":"held"}]})",
                                 R"({"id":7,"error":"unknown question"})"})
            QVERIFY2(!Protocol::parseReportsAnswer(line, 7), line);
    }
    void commandRoundTrips()
    {
        const std::vector<std::string> command{"scan", "--", "/srv/\xff\n\"x", ""};
        const auto question = Protocol::parseQuestion(Protocol::commandQuestion(7, command));
        QVERIFY(question);
        QCOMPARE(question->command, command);
        QVERIFY(!question->claim && question->path.empty());
        QVERIFY(Protocol::parseCommandAnswer(Protocol::commandAnswer(7, {}), 7)->runs);
        const auto refused = Protocol::parseCommandAnswer(Protocol::commandAnswer(7, "no"), 7);
        QVERIFY(refused && !refused->runs);
        QCOMPARE(refused->refusal, "no");
        const auto old = Protocol::parseCommandAnswer(Protocol::errorAnswer(7, "unknown question"), 7);
        QVERIFY(old && !old->runs && old->refusal.empty());
        for (const char *line : {"", "x", "[7]", R"({"id":7})", R"({"id":8,"runs":true})", R"({"runs":true})"})
            QVERIFY2(!Protocol::parseCommandAnswer(line, 7), line);
        QVERIFY(!Protocol::parseCommandAnswer(R"({"id":7,"runs":"yes"})", 7));
    }
    void greetingOfAnotherVersionIsRecognised()
    {
        QVERIFY(Protocol::isGreetingOfOtherVersion(R"({"lockscopeAnswer":2})"));
        QVERIFY(!Protocol::isGreetingOfOtherVersion(R"({"lockscopeAnswer":1})"));
        QVERIFY(!Protocol::isGreetingOfOtherVersion(R"({"machineId":"a"})"));
        QVERIFY(!Protocol::isGreetingOfOtherVersion("Welcome!"));
    }
    void unknownQuestionsAreParsed()
    {
        const auto question = Protocol::parseQuestion(R"({"id":9,"future":true})");
        QVERIFY(question);
        QVERIFY(!question->claim && question->path.empty());
        QVERIFY(!Protocol::parseQuestion("x"));
        QVERIFY(!Protocol::parseQuestion(R"({"process":{"pid":1}})"));
        QVERIFY(!Protocol::parseQuestion(R"({"id":1,"process":{"pid":-1}})")->claim);
    }

    void answerRoundTrips_data()
    {
        QTest::addColumn<int>("life");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *name, Life life, Reason reason) {
            QTest::newRow(name) << static_cast<int>(life) << static_cast<int>(reason);
        };
        row("exited", Life::Exited, Reason::PidDead);
        row("used again", Life::Exited, Reason::PidRecycled);
        row("booted since", Life::Exited, Reason::BootedSince);
        row("zombie", Life::Exited, Reason::ZombieHolder);
    }
    void answerRoundTrips()
    {
        QFETCH(int, life);
        QFETCH(int, reason);
        const Testimony::Process process{42, static_cast<Life>(life), static_cast<Reason>(reason), {}};
        QCOMPARE(Protocol::parseProcessAnswer(Protocol::processAnswer(7, process), 7, 42), process);
    }
    void runningProcessHasItsName()
    {
        const Testimony::Process process{42, Life::Running, Reason::PidAlive, "hg"};
        const auto read = Protocol::parseProcessAnswer(Protocol::processAnswer(7, process), 7, 42);
        QVERIFY(read);
        QCOMPARE(read->life, Life::Running);
        QCOMPARE(read->name, "hg");
    }
    void errorDecidesNothing()
    {
        const auto read = Protocol::parseProcessAnswer(Protocol::errorAnswer(7, "unknown question"), 7, 42);
        QVERIFY(read);
        QCOMPARE(read->life, Life::Undecided);
    }

    void hostileAnswersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("not JSON") << QByteArray("exited");
        QTest::newRow("of another question") << QByteArray(R"({"id":8,"pid":42,"life":"exited","reason":"pid-dead"})");
        QTest::newRow("without a question") << QByteArray(R"({"pid":42,"life":"exited","reason":"pid-dead"})");
        QTest::newRow("about another process")
            << QByteArray(R"({"id":7,"pid":43,"life":"exited","reason":"pid-dead"})");
        QTest::newRow("a status of a later version")
            << QByteArray(R"({"id":7,"pid":42,"life":"asleep","reason":"pid-dead"})");
        QTest::newRow("not proof") << QByteArray(R"({"id":7,"pid":42,"life":"exited","reason":"heartbeat-expired"})");
        QTest::newRow("wrong types") << QByteArray(R"({"id":7,"pid":"42","life":["exited"],"reason":{}})");
    }
    void hostileAnswersAreRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!Protocol::parseProcessAnswer(line.toStdString(), 7, 42));
    }

    void fileStateRoundTrips()
    {
        Protocol::FileState file;
        file.format = "zc";
        file.pids = {4242};
        file.inode = 18446744073709551615U;
        file.size = 5;
        file.ownerUid = 0;
        file.modified = 1'795'000'000'123'456'789;
        file.locks = {{{LockDescription::Type::Posix, true, 0, 99}, {{4242, "python3"}}},
                      {{LockDescription::Type::Flock, false, 0, {}}, {}}};
        const auto read = Protocol::parseFileAnswer(Protocol::fileAnswer(3, file), 3);
        QVERIFY(read);
        QVERIFY(read->isSame(file));
        QCOMPARE(read->locks.size(), 2U);
        QCOMPARE(read->locks.front().lock, file.locks.front().lock);
        QCOMPARE(read->locks.front().holders, file.locks.front().holders);
        QVERIFY(!Protocol::parseFileAnswer(Protocol::fileAnswer(3, file), 4));
    }
    void changedFileIsNotTheSame()
    {
        Protocol::FileState file;
        file.inode = 5;
        auto other = file;
        QVERIFY(file.isSame(other));
        other.modified = 1;
        QVERIFY(!file.isSame(other));
        QVERIFY(!Protocol::FileState().isSame(Protocol::FileState()));
    }
};

QTEST_GUILESS_MAIN(tst_HostProtocol)
#include "tst_hostprotocol.moc"
