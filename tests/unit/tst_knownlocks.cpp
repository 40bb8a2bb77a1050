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

std::vector<std::string> keysOf(const KnownLocks::Gone &gone)
{
    std::vector<std::string> keys;
    for (const auto &[key, known] : gone)
        keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

} // namespace

class tst_KnownLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksNotSeenInAScanAreRemoved()
    {
        KnownLocks known;
        known.confirm(report("/a/old.lock", 1));
        known.confirm(report("/a/kept.lock", 2));
        known.beginPass();
        known.confirm(report("/a/kept.lock", 2));
        QCOMPARE(keysOf(known.forgetUnseen()), std::vector<std::string>{"/a/old.lock"});
        QVERIFY(known.find("/a/kept.lock"));
        QVERIFY(!known.find("/a/old.lock"));
    }

    void directoryAffectsOnlyLocksBelowIt()
    {
        KnownLocks known;
        for (const char *path : {"/a", "/a/1", "/a/b/2", "/a.lock", "/ab/3", "/b"})
            known.confirm(report(path, 1));
        QCOMPARE(keysOf(known.forgetBelow("/a")), (std::vector<std::string>{"/a/1", "/a/b/2"}));
        for (const char *path : {"/a", "/a.lock", "/ab/3", "/b"})
            QVERIFY2(known.find(path), path);
    }

    void inodeFindsAllItsNames()
    {
        KnownLocks known;
        known.confirm(report("/a/1", 7));
        known.confirm(report("/a/2", 7));
        known.confirm(report("/a/3", 8));
        auto keys = known.keysOf({8, 1, 7});
        std::sort(keys.begin(), keys.end());
        QCOMPARE(keys, (std::vector<std::string>{"/a/1", "/a/2"}));
    }

    void replacedFileIsFoundOnlyByItsNewInode()
    {
        KnownLocks known;
        known.confirm(report("/a/1", 7));
        known.confirm(report("/a/1", 9));
        QVERIFY(known.keysOf({8, 1, 7}).empty());
        QCOMPARE(known.keysOf({8, 1, 9}), std::vector<std::string>{"/a/1"});
        QVERIFY(known.forget("/a/1"));
        QVERIFY(!known.forget("/a/1"));
        QVERIFY(known.keysOf({8, 1, 9}).empty());
    }

    void processFindsItsLocks()
    {
        KnownLocks known;
        auto held = report("/run/a.pid", 1);
        held.verdict.state = Verdict::State::Held;
        held.process = ProcessFacts();
        held.process->pid = 42;
        known.confirm(held);
        known.confirm(report("/run/b.lock", 2));
        QCOMPARE(known.keysRestingOn(42), std::vector<std::string>{"/run/a.pid"});
        held.verdict.state = Verdict::State::Stale;
        known.confirm(held);
        QVERIFY(!known.anyRestsOn(42));
    }

    void keysThatAreNotPathsAreKept()
    {
        KnownLocks known;
        auto lock = report("", 7);
        known.confirm(lock);
        known.confirm(report("plain.lock", 8));
        known.confirm(report("/top.lock", 9));
        const auto nameless = lock.key();
        QCOMPARE(known.keysOf({8, 1, 7}), std::vector<std::string>{nameless});
        QCOMPARE(known.keysOf({8, 1, 8}), std::vector<std::string>{"plain.lock"});
        QCOMPARE(known.keysOf({8, 1, 9}), std::vector<std::string>{"/top.lock"});
        QVERIFY(known.forget(nameless));
        QCOMPARE(known.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(tst_KnownLocks)
#include "tst_knownlocks.moc"
