// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/knownlocks.h"

#include <QTest>

#include <algorithm>

using namespace Lockscope;

namespace {

LockReport report(const char *path, std::uint64_t inode)
{
    LockReport result;
    result.path = path;
    result.inode = InodeKey{8, 1, inode};
    return result;
}

} // namespace

class tst_KnownLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasNotSeenInAPassIsGone()
    {
        KnownLocks known;
        known.told(report("/a/old.lock", 1));
        known.told(report("/a/kept.lock", 2));
        known.beginPass();
        known.told(report("/a/kept.lock", 2));
        QCOMPARE(known.forgetUnseen(), std::vector<std::string>{"/a/old.lock"});
        QVERIFY(known.knows("/a/kept.lock"));
        QVERIFY(!known.knows("/a/old.lock"));
    }

    void aFolderTakesOnlyWhatLiesBelowIt()
    {
        KnownLocks known;
        for (const char *path : {"/a", "/a/1", "/a/b/2", "/a.lock", "/ab/3", "/b"})
            known.told(report(path, 1));
        auto gone = known.forgetBelow("/a");
        std::sort(gone.begin(), gone.end());
        QCOMPARE(gone, (std::vector<std::string>{"/a/1", "/a/b/2"}));
        for (const char *path : {"/a", "/a.lock", "/ab/3", "/b"})
            QVERIFY2(known.knows(path), path);
    }

    void anInodeLeadsToAllItsNames()
    {
        KnownLocks known;
        known.told(report("/a/1", 7));
        known.told(report("/a/2", 7));
        known.told(report("/a/3", 8));
        auto paths = known.pathsOf({8, 1, 7});
        std::sort(paths.begin(), paths.end());
        QCOMPARE(paths, (std::vector<std::filesystem::path>{"/a/1", "/a/2"}));
    }

    void aReplacedFileIsFoundByItsNewInodeOnly()
    {
        KnownLocks known;
        known.told(report("/a/1", 7));
        known.told(report("/a/1", 9));
        QVERIFY(known.pathsOf({8, 1, 7}).empty());
        QCOMPARE(known.pathsOf({8, 1, 9}), std::vector<std::filesystem::path>{"/a/1"});
        QVERIFY(known.forget("/a/1"));
        QVERIFY(!known.forget("/a/1"));
        QVERIFY(known.pathsOf({8, 1, 9}).empty());
    }

    void onlyVerdictsOnALivingProcessNeedAnotherLook()
    {
        KnownLocks known;
        auto alive = report("/run/a.pid", 1);
        alive.verdict.state = Verdict::State::Held;
        alive.verdict.reason = Verdict::Reason::PidAlive;
        known.told(alive);
        auto kernel = report("/run/b.lock", 2);
        kernel.verdict.state = Verdict::State::Held;
        kernel.verdict.reason = Verdict::Reason::KernelLockHeld;
        known.told(kernel);
        QCOMPARE(known.restingOnProcesses(), std::vector<std::filesystem::path>{"/run/a.pid"});
        alive.verdict.state = Verdict::State::Stale;
        known.told(alive);
        QVERIFY(known.restingOnProcesses().empty());
    }
};

QTEST_GUILESS_MAIN(tst_KnownLocks)
#include "tst_knownlocks.moc"
