// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procparse.h"

#include <QTest>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using Type = KernelLock::Type;
using Mode = KernelLock::Mode;

class tst_ProcParseLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineIsRead_data();
    void lineIsRead();
    void invalidLineIsAbsent_data();
    void invalidLineIsAbsent();
    void rangesAreRead();
    void leaseBreakerHasNoInode();
    void otherLinesAreIgnored();
    void fdInfoIsRead();
    void fdInfoWithoutTheFieldsStaysEmpty();
};

void tst_ProcParseLocks::lineIsRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Type>("type");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<qint64>("pid");
    QTest::addColumn<bool>("waiting");
    const auto row = [](const char *name, const QByteArray &line, Type type, Mode mode, qint64 pid,
                        bool waiting = false) { QTest::newRow(name) << line << type << mode << pid << waiting; };
    row("flock", "7: FLOCK  ADVISORY  WRITE 4242 fe:01:1234 0 EOF", Type::Flock, Mode::Write, 4242);
    row("shared flock", "7: FLOCK  ADVISORY  READ 4242 fe:01:1234 0 EOF", Type::Flock, Mode::Read, 4242);
    row("POSIX", "7: POSIX  ADVISORY  WRITE 4242 fe:01:1234 0 EOF", Type::Posix, Mode::Write, 4242);
    row("OFD", "7: OFDLCK ADVISORY  READ -1 fe:01:1234 0 EOF", Type::Ofd, Mode::Read, -1);
    row("lease", "7: LEASE  ACTIVE    READ 4242 fe:01:1234 0 EOF", Type::Lease, Mode::Read, 4242);
    row("lease that is being broken", "7: LEASE  BREAKING  UNLCK 4242 fe:01:1234 0 EOF", Type::Lease, Mode::Read, 4242);
    row("delegation", "7: DELEG  ACTIVE    READ 4242 fe:01:1234 0 EOF", Type::Lease, Mode::Read, 4242);
    row("mandatory, of old kernels", "7: POSIX  MANDATORY WRITE 4242 fe:01:1234 0 EOF", Type::Posix, Mode::Write, 4242);
    row("of a client of our NFS server", "7: POSIX  ADVISORY  WRITE -7 fe:01:1234 0 EOF", Type::Posix, Mode::Write, -7);
    row("waiting", "7: -> FLOCK  ADVISORY  WRITE 4242 fe:01:1234 0 EOF", Type::Flock, Mode::Write, 4242, true);
    row("waiting behind a waiter", "7:    -> FLOCK  ADVISORY  READ 4242 fe:01:1234 0 EOF", Type::Flock, Mode::Read,
        4242, true);
    row("waiting for an OFD lock", "7: -> OFDLCK ADVISORY  WRITE -1 fe:01:1234 0 EOF", Type::Ofd, Mode::Write, -1,
        true);
}

void tst_ProcParseLocks::lineIsRead()
{
    QFETCH(QByteArray, line);
    QFETCH(Type, type);
    QFETCH(Mode, mode);
    QFETCH(qint64, pid);
    QFETCH(bool, waiting);
    const auto lock = ProcParse::lockLine(line.toStdString());
    QVERIFY(lock);
    QCOMPARE(lock->id, 7U);
    QCOMPARE(lock->type, type);
    QCOMPARE(lock->mode, mode);
    QCOMPARE(lock->pid, pid);
    QCOMPARE(lock->waiting, waiting);
    QVERIFY((lock->inode == InodeKey{0xfe, 1, 1234}));
    QCOMPARE(lock->start, 0U);
    QVERIFY(!lock->end);
}

void tst_ProcParseLocks::invalidLineIsAbsent_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no colon") << "1 FLOCK  ADVISORY  WRITE 1 fe:01:2 0 EOF"_ba;
    QTest::newRow("unknown type") << "1: MAGIC  ADVISORY  WRITE 1 fe:01:2 0 EOF"_ba;
    QTest::newRow("unknown mode") << "1: FLOCK  ADVISORY  MAYBE 1 fe:01:2 0 EOF"_ba;
    QTest::newRow("pid with letters") << "1: FLOCK  ADVISORY  WRITE 1a fe:01:2 0 EOF"_ba;
    QTest::newRow("pid too large") << "1: FLOCK  ADVISORY  WRITE 99999999999999999999 fe:01:2 0 EOF"_ba;
    QTest::newRow("inode too large") << "1: FLOCK  ADVISORY  WRITE 1 fe:01:99999999999999999999 0 EOF"_ba;
    QTest::newRow("device in two parts") << "1: FLOCK  ADVISORY  WRITE 1 fe:01 0 EOF"_ba;
    QTest::newRow("device not hexadecimal") << "1: FLOCK  ADVISORY  WRITE 1 fx:01:2 0 EOF"_ba;
    QTest::newRow("no inode") << "1: POSIX  *NOINODE* WRITE 1 <none>:0 0 EOF"_ba;
    QTest::newRow("truncated in the range") << "1: FLOCK  ADVISORY  WRITE 1 fe:01:2 0"_ba;
    QTest::newRow("negative start") << "1: POSIX  ADVISORY  WRITE 1 fe:01:2 -5 EOF"_ba;
    QTest::newRow("end with letters") << "1: POSIX  ADVISORY  WRITE 1 fe:01:2 0 EOFF"_ba;
    QTest::newRow("binary") << QByteArray("\0\xff: \x1b[0m", 8);
}

void tst_ProcParseLocks::invalidLineIsAbsent()
{
    QFETCH(QByteArray, line);
    QVERIFY(!ProcParse::lockLine(line.toStdString()));
}

void tst_ProcParseLocks::rangesAreRead()
{
    const auto lock =
        ProcParse::lockLine("1: POSIX  ADVISORY  WRITE 1 fe:01:18446744073709551615 40 9223372036854775806");
    QVERIFY(lock);
    QCOMPARE(lock->inode.inode, 18446744073709551615U);
    QCOMPARE(lock->start, 40U);
    QCOMPARE(lock->end, std::optional<std::uint64_t>(9223372036854775806U));
}

void tst_ProcParseLocks::leaseBreakerHasNoInode()
{
    const auto lock = ProcParse::lockLine("3: -> LEASE  BREAKER   WRITE 4242 <none>:0 0 EOF");
    QVERIFY(lock);
    QVERIFY(lock->waiting);
    QCOMPARE(lock->pid, 4242);
    QVERIFY(lock->inode == InodeKey());
}

void tst_ProcParseLocks::otherLinesAreIgnored()
{
    const auto locks = ProcParse::locks("1: FLOCK  ADVISORY  WRITE 1 fe:01:2 0 EOF\n"
                                        "rubbish\n\n"
                                        "2: POSIX  ADVISORY  READ 2 00:2a:3 0 9");
    QCOMPARE(locks.size(), 2U);
    QCOMPARE(locks[0].pid, 1);
    QCOMPARE(locks[1].inode.minor, 0x2aU);
    QVERIFY(ProcParse::locks("").empty());
}

void tst_ProcParseLocks::fdInfoIsRead()
{
    const auto info = ProcParse::fdInfo("pos:\t0\nflags:\t0100002\nmnt_id:\t27\nino:\t4711\n"
                                        "lock:\t1: FLOCK  ADVISORY  WRITE 500 fe:01:4711 0 EOF\n"
                                        "lock:\t2: OFDLCK ADVISORY  READ -1 fe:01:4711 0 9\n"
                                        "lock:\tof another kind\n");
    QCOMPARE(info.mountId, std::optional(27));
    QCOMPARE(info.inode, std::optional<std::uint64_t>(4711));
    QCOMPARE(info.locks.size(), 2U);
    QCOMPARE(info.locks[0].pid, 500);
    QCOMPARE(info.locks[1].type, Type::Ofd);
}

void tst_ProcParseLocks::fdInfoWithoutTheFieldsStaysEmpty()
{
    const auto info = ProcParse::fdInfo("pos:\t0\nino:\tmany\nmnt_id:\t99999999999\nlock");
    QVERIFY(!info.inode);
    QVERIFY(!info.mountId);
    QVERIFY(info.locks.empty());
}

QTEST_GUILESS_MAIN(tst_ProcParseLocks)
#include "tst_procparselocks.moc"
