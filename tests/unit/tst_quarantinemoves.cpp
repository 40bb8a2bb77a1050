// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/quarantinemoves.h"

#include <QTest>

using namespace Lockscope;

namespace {

constexpr auto Lock = "/run/app.lock";
constexpr auto Aside = "/run/.lockscope-0123456789ab";
constexpr auto OtherAside = "/run/.lockscope-ba9876543210";
constexpr auto Mark = "/run/.lockscope-0123456789ab-mark";

/// One call, told as two renames.
void exchange(QuarantineMoves &moves, const char *aside = Aside)
{
    moves.moved(aside, Lock);
    moves.moved(Lock, aside);
}

} // namespace

class tst_QuarantineMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBreakLeavesItAside()
    {
        QuarantineMoves moves;
        QVERIFY(!moves.isAside(Lock));
        exchange(moves);
        QVERIFY(moves.isAside(Lock));
        moves.moved(Lock, Mark);
        QVERIFY(moves.isAside(Lock));
        moves.forget(Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void whereNamesCannotBeExchangedToo()
    {
        QuarantineMoves moves;
        moves.moved(Lock, Aside);
        QVERIFY(moves.isAside(Lock));
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void whatIsGivenBackIsNotAside()
    {
        QuarantineMoves moves;
        exchange(moves);
        exchange(moves);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves); // another lock had come, and gets its name again
        QVERIFY(moves.isAside(Lock));
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void anUndoBringsItBackAndItMayBeBrokenAgain()
    {
        QuarantineMoves moves;
        exchange(moves);
        moves.moved(Lock, Mark);
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves, OtherAside);
        QVERIFY(moves.isAside(Lock));
    }

    void whatComesAnewWasNotBroken()
    {
        QuarantineMoves moves;
        exchange(moves);
        moves.cameAnew(Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves);
        moves.moved("/run/new", Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void otherRenamesSayNothing()
    {
        QuarantineMoves moves;
        moves.moved(Lock, "/run/other.lock");
        moves.moved(Aside, Mark);
        QVERIFY(!moves.isAside(Lock));
        QVERIFY(!moves.isAside(Aside));
    }

    void whatNobodyAsksForIsForgotten()
    {
        QuarantineMoves moves;
        exchange(moves);
        moves.forgetUnless([](const std::filesystem::path &path) { return path == Lock; });
        QVERIFY(moves.isAside(Lock));
        moves.forgetUnless([](const std::filesystem::path &) { return false; });
        QVERIFY(!moves.isAside(Lock));
    }
};

QTEST_GUILESS_MAIN(tst_QuarantineMoves)
#include "tst_quarantinemoves.moc"
