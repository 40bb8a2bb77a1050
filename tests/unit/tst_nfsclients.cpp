// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/nfsclients.h"

#include <QTest>

using namespace Lockscope;

namespace {

constexpr InodeKey onShare(std::uint64_t inode)
{
    return {0, 0x1d, inode};
}

KernelLock lockOn(const FakeProc &proc, std::uint64_t inode)
{
    const auto table = KernelLockTable::read(proc.path());
    const auto locks = table ? table->on(onShare(inode)) : std::vector<KernelLock>();
    return locks.empty() ? KernelLock() : locks.front();
}

} // namespace

/// The output of a kernel NFS server while alpha held three locks over NFS 4.2 and one over NFS 3, and beta waited for
/// one.
class tst_NfsClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void infoIsParsed()
    {
        const auto client = parseNfsClientInfo("clientid: 0x6769e1f06b0ce03d\naddress: \"10.98.0.2:739\"\n"
                                               "status: courtesy\nseconds from last renew: 71\n"
                                               "name: \"Linux NFSv4.2 alpha/0815\"\nminor version: 2\n");
        QCOMPARE(client, (NfsClient{"Linux NFSv4.2 alpha/0815", "10.98.0.2:739", true, std::chrono::seconds(71)}));
        QCOMPARE(client.hostname(), "alpha");
    }
    void namesOfOtherClientsAreKept_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("macOS") << QByteArray("macos-client 10.1.2.3");
        QTest::newRow("nothing after the version") << QByteArray("Linux NFSv4.2");
        QTest::newRow("empty") << QByteArray();
    }
    void namesOfOtherClientsAreKept()
    {
        QFETCH(QByteArray, name);
        QCOMPARE((NfsClient{name.toStdString(), {}, false, {}}).hostname(), name.toStdString());
    }
    void invalidTextIsNotAClient()
    {
        QCOMPARE(parseNfsClientInfo("name\nseconds from last renew: soon\n\x01\n"), NfsClient());
        QVERIFY(parseNfsLockStates("- 0x12: { type: lock, superblock: \"00:1d\n- { type: lock }\n").empty());
    }
    /// File names are unescaped in the line.
    void fileNamesCannotImitateStates()
    {
        QVERIFY(parseNfsLockStates("- 0x12: { type: open, access: rw, deny: --, superblock: \"00:1d:3\", filename: "
                                   "\"share/: { type: lock, superblock: \"00:1d:4\", owner: \"\" }\n")
                    .empty());
    }
    void clientsAreFoundByFile()
    {
        const FakeProc proc("nfs-server");
        const auto clients = readNfsClients(ProcRoot(proc.path()));
        QVERIFY(clients);
        QCOMPARE(clients->size(), 3U);
        QCOMPARE(clients->at(onShare(3)).size(), 1U);
        QCOMPARE(clients->at(onShare(5)).front().hostname(), "alpha");
    }
    void lockNamesTheClientThatHoldsIt()
    {
        const FakeProc proc("nfs-server");
        const auto lock = lockOn(proc, 3);
        QCOMPARE(lock.holders, (std::vector<LockHolder>{{148, -1, "nfsd", false, LockHolder::Source::Table}}));
        QCOMPARE(lock.forNfs, KernelLock::ForNfs::Version4);
        QCOMPARE(lock.nfsClients.size(), 1U);
        QCOMPARE(lock.nfsClients.front().hostname(), "alpha");
        QCOMPARE(lock.nfsClients.front().address, "10.98.0.2:739");
    }
    void lockOfNfs3NamesNoClient()
    {
        const FakeProc proc("nfs-server");
        const auto lock = lockOn(proc, 7);
        QCOMPARE(lock.forNfs, KernelLock::ForNfs::Version3);
        QVERIFY(lock.nfsClients.empty());
    }
    void processNamedLikeTheServerIsNotTheServer()
    {
        const FakeProc proc("nfs-server");
        proc.addProcess(148, "nfsd");
        QCOMPARE(lockOn(proc, 3).forNfs, KernelLock::ForNfs::No);
    }
    void missingClientTableNamesNoClient()
    {
        const FakeProc proc("nfs-server");
        std::filesystem::remove_all(proc.path() / "fs");
        QVERIFY(!readNfsClients(ProcRoot(proc.path())));
        const auto lock = lockOn(proc, 3);
        QCOMPARE(lock.forNfs, KernelLock::ForNfs::Version4);
        QVERIFY(lock.nfsClients.empty());
    }
};

QTEST_GUILESS_MAIN(tst_NfsClients)
#include "tst_nfsclients.moc"
