// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "situations.h"

#include "support/subjects.h"

#include <lockscope/testimony.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

namespace {

using Reason = Verdict::Reason;

Subject lockOfAlpha()
{
    return linkSubject("/srv/repo/.hg/store/lock", "alpha:4242");
}

Claim claimOf(const Subject &subject)
{
    return readingOf(subject, "mercurial").claim;
}

/// Alpha reports this about process 4242.
Testimony saying(Testimony::Life life, Reason reason = Reason::PidDead)
{
    Testimony said;
    said.host = "alpha";
    said.machineId = Machine2;
    said.bootId = OtherBoot;
    said.seesAllProcesses = true;
    said.claim = claimOf(lockOfAlpha());
    said.processes = {
        {.pid = 4242, .life = life, .reason = reason, .name = life == Testimony::Life::Running ? "hg" : ""}};
    return said;
}

Step answered(const Testimony &said)
{
    return with([said](Facts &facts) {
        facts.testimonies = std::make_shared<const std::vector<Testimony>>(std::vector{said});
    });
}

Step answered(Testimony said, const std::function<void(Testimony &)> &change)
{
    change(said);
    return answered(said);
}

} // namespace

/// The report of another host decides only if it is proof.
class tst_Testimony : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        addSituationColumns();
        const auto exited = saying(Testimony::Life::Exited);
        situation("not asked", lockOfAlpha(), {}, "mercurial unknown presumed other-host");
        situation("exited", lockOfAlpha(), {answered(exited)}, "mercurial stale proved pid-dead",
                  u"process 4242 is no longer running on host alpha"_s, "-");
        situation("exited, on a file server", lockOfAlpha(), {answered(exited), onFileServer()},
                  "mercurial stale proved pid-dead");
        situation("PID used again", lockOfAlpha(), {answered(saying(Testimony::Life::Exited, Reason::PidRecycled))},
                  "mercurial stale proved pid-recycled");
        situation("booted since", lockOfAlpha(), {answered(saying(Testimony::Life::Exited, Reason::BootedSince))},
                  "mercurial stale proved booted-since", u"exited when host alpha was last rebooted"_s);
        situation(
            "running", lockOfAlpha(), {answered(saying(Testimony::Life::Running))}, "mercurial held presumed pid-alive",
            u"process 4242 (hg), recorded in the lock, is running on host alpha"_s, "process 4242 (hg) on host alpha");
        situation("running there, and another process on this host", lockOfAlpha(),
                  {running(4242), answered(saying(Testimony::Life::Running))}, "mercurial held presumed pid-alive", {},
                  "on host alpha");
        situation("undecided", lockOfAlpha(), {answered(saying(Testimony::Life::Undecided))},
                  "mercurial unknown presumed other-host");
        situation("processes hidden", lockOfAlpha(),
                  {answered(exited, [](Testimony &said) { said.seesAllProcesses = false; })},
                  "mercurial unknown presumed other-host", u"does not see all processes"_s);
        const auto mayBeProgram = fileSubject("/srv/app.lock", "4242 alpha\n");
        const auto saysOfIt = answered(exited, [](Testimony &said) {
            said.claim.pids = {4242};
            said.claim.hostname = "alpha";
        });
        situation("exited on both hosts, if the word may be a program", mayBeProgram, {saysOfIt},
                  "owner-text stale proved pid-dead", u"no longer running on host alpha"_s, "-");
        situation("exited there, but running on this host", mayBeProgram, {saysOfIt, running(4242)},
                  "owner-text unknown presumed other-host", u"may also be the name of a program"_s);
        situation("exited there, but on a file server", mayBeProgram, {saysOfIt, onFileServer()},
                  "owner-text unknown presumed other-host", u"may also be the name of a program"_s);
        situation("no answer", lockOfAlpha(),
                  {answered(exited, [](Testimony &said) { said.problem = Testimony::Problem::NoAnswer; })},
                  "mercurial unknown presumed other-host");
        situation("empty answer", lockOfAlpha(), {answered(exited, [](Testimony &said) { said.processes.clear(); })},
                  "mercurial unknown presumed other-host");
        situation("about another process", lockOfAlpha(),
                  {answered(exited, [](Testimony &said) { said.claim.pids = {4243}; })},
                  "mercurial unknown presumed other-host");
        situation("about another host", lockOfAlpha(),
                  {answered(exited, [](Testimony &said) { said.claim.hostname = "beta"; })},
                  "mercurial unknown presumed other-host");
        situation("a lock of this host", linkSubject("/srv/repo/.hg/store/lock", "box:4242"),
                  {running(4242, "hg"), answered(exited)}, "mercurial held presumed pid-alive");
    }
    void verdicts() { compareSituation(); }

    void evidenceNamesTheHost()
    {
        const Situation met(lockOfAlpha(), {answered(saying(Testimony::Life::Exited))});
        const auto &evidence = met.conclusion.evidence;
        const auto found = std::ranges::find(evidence, Evidence::Id::ExitedOnHost, &Evidence::id);
        QVERIFY(found != evidence.end());
        QCOMPARE(found->host, "alpha");
        QCOMPARE(found->supports, Evidence::Supports::Stale);
        QCOMPARE(text(*found), u"process 4242 is not running on host alpha"_s);
    }

    void problemsAreEvidence_data()
    {
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("words");
        using Problem = Testimony::Problem;
        const auto row = [](Problem problem, const QString &words) {
            QTest::newRow(toWord(problem).data()) << static_cast<int>(problem) << words;
        };
        row(Problem::NotReached, u"host alpha was not reached: Permission denied\\x1b[31m"_s);
        row(Problem::NoAnswer, u"host alpha did not answer in time"_s);
        row(Problem::BadAnswer, u"the answer of host alpha is invalid"_s);
        row(Problem::OtherMachine, u"another machine answered for host alpha than the one in the list of hosts"_s);
        row(Problem::AmbiguousName, u"several hosts in the list of hosts have the name alpha"_s);
    }
    void problemsAreEvidence()
    {
        QFETCH(int, problem);
        QFETCH(QString, words);
        auto said = saying(Testimony::Life::Exited);
        said.problem = static_cast<Testimony::Problem>(problem);
        said.detail = "Permission denied\x1b[31m";
        const Situation met(lockOfAlpha(), {answered(said)});
        const auto &evidence = met.conclusion.evidence;
        const auto found = std::ranges::find(evidence, Evidence::Id::HostNotReached, &Evidence::id);
        QVERIFY(found != evidence.end());
        QCOMPARE(text(*found), words);
    }
};

QTEST_GUILESS_MAIN(tst_Testimony)
#include "tst_testimony.moc"
