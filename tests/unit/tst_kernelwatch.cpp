// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"
#include "watch/kernelwatch.h"

#include <QTest>

using namespace Lockscope;

/// Changes of the kernel's lock table between two readings.
class tst_KernelWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acquiredAndReleasedLocksAreReported();
    void releaseOfTheLastLockIsReported();
};

namespace {

constexpr auto One = "1: FLOCK  ADVISORY  WRITE 42 08:01:1001 0 EOF\n";
constexpr auto Two = "2: POSIX  ADVISORY  WRITE 43 08:01:1002 0 EOF\n";

std::vector<std::uint64_t> numbers(const std::vector<InodeKey> &inodes)
{
    std::vector<std::uint64_t> all;
    for (const auto &inode : inodes)
        all.push_back(inode.inode);
    return all;
}

} // namespace

void tst_KernelWatch::acquiredAndReleasedLocksAreReported()
{
    const FakeProc proc;
    proc.write("locks", One);
    KernelWatch watch(proc.path());
    watch.begin({.everything = true, .devices = {}}, *KernelLockTable::read(proc.path()));
    QVERIFY(watch.readChanges().empty());
    proc.write("locks", QByteArray(One) + Two);
    QCOMPARE(numbers(watch.readChanges()), std::vector<std::uint64_t>{1002});
    QVERIFY(watch.readChanges().empty());
    proc.write("locks", Two);
    QCOMPARE(numbers(watch.readChanges()), std::vector<std::uint64_t>{1001});
}

/// Then the table is empty, which must not be mistaken for a failed read.
void tst_KernelWatch::releaseOfTheLastLockIsReported()
{
    const FakeProc proc;
    proc.write("locks", One);
    KernelWatch watch(proc.path());
    watch.begin({.everything = true, .devices = {}}, *KernelLockTable::read(proc.path()));
    proc.write("locks", "");
    QCOMPARE(numbers(watch.readChanges()), std::vector<std::uint64_t>{1001});
    QVERIFY(watch.readChanges().empty());
}

QTEST_GUILESS_MAIN(tst_KernelWatch)

#include "tst_kernelwatch.moc"
