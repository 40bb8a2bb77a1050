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

/// One call, which is reported as two renames.
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
    void brokenLockIsInQuarantine()
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

    void brokenLockIsInQuarantineWithoutExchange()
    {
        QuarantineMoves moves;
        moves.moved(Lock, Aside);
        QVERIFY(moves.isAside(Lock));
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void restoredLockIsNotInQuarantine()
    {
        QuarantineMoves moves;
        exchange(moves);
        exchange(moves);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves); // another lock was created, and is renamed back
        QVERIFY(moves.isAside(Lock));
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void undoneBreakCanBeRepeated()
    {
        QuarantineMoves moves;
        exchange(moves);
        moves.moved(Lock, Mark);
        moves.moved(Aside, Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves, OtherAside);
        QVERIFY(moves.isAside(Lock));
    }

    void newLockWasNotBroken()
    {
        QuarantineMoves moves;
        exchange(moves);
        moves.cameAnew(Lock);
        QVERIFY(!moves.isAside(Lock));
        exchange(moves);
        moves.moved("/run/new", Lock);
        QVERIFY(!moves.isAside(Lock));
    }

    void otherRenamesAreIgnored()
    {
        QuarantineMoves moves;
        moves.moved(Lock, "/run/other.lock");
        moves.moved(Aside, Mark);
        QVERIFY(!moves.isAside(Lock));
        QVERIFY(!moves.isAside(Aside));
    }

    void unwatchedEntriesAreForgotten()
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
