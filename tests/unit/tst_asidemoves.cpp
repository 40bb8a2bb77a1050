// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/asidemoves.h"

#include <QTest>

using namespace Lockscope;

namespace {

constexpr auto Lock = "/run/app.lock";
constexpr auto Aside = "/run/.lockscope-0123456789ab";
constexpr auto OtherAside = "/run/.lockscope-ba9876543210";
constexpr auto Mark = "/run/.lockscope-0123456789ab-mark";

/// One call, told as two renames.
void exchange(AsideMoves &moves, const char *aside = Aside)
{
    moves.moved(aside, Lock);
    moves.moved(Lock, aside);
}

} // namespace

class tst_AsideMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBreakLeavesItAside()
    {
        AsideMoves moves;
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
        AsideMoves moves;
        moves.moved(Lock, Aside);
        QVERIFY(moves.isAside(Lock));
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void whatIsGivenBackIsNotAside()
    {
        AsideMoves moves;
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
        AsideMoves moves;
        exchange(moves);
        moves.moved(Lock, Mark);
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves, OtherAside);
        QVERIFY(moves.isAside(Lock));
    }

    void whatComesAnewWasNotBroken()
    {
        AsideMoves moves;
        exchange(moves);
        moves.cameAnew(Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves);
        moves.moved("/run/new", Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void otherRenamesSayNothing()
    {
        AsideMoves moves;
        moves.moved(Lock, "/run/other.lock");
        moves.moved(Aside, Mark);
        QVERIFY(!moves.isAside(Lock));
        QVERIFY(!moves.isAside(Aside));
    }

    void whatNobodyAsksForIsForgotten()
    {
        AsideMoves moves;
        exchange(moves);
        moves.forgetUnless([](const std::filesystem::path &path) { return path == Lock; });
        QVERIFY(moves.isAside(Lock));
        moves.forgetUnless([](const std::filesystem::path &) { return false; });
        QVERIFY(!moves.isAside(Lock));
    }
};

QTEST_GUILESS_MAIN(tst_AsideMoves)
#include "tst_asidemoves.moc"
