// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"
#include "support/locktest.h"

#include "system/bootinodes.h"
#include "system/systemcalls.h"

#include <lockscope/processfacts.h>

#include <QTest>

#include <map>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_HostIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedHostIsRead();
    void unreadableFieldsStayEmpty();
    void machineIdIsThirtyTwoDigits_data();
    void machineIdIsThirtyTwoDigits();
    void initialPidNamespaceSeesAllProcesses();
    void clockStepUsesTheNearestBirth();
    void invalidBirthTimesAreIgnored_data();
    void invalidBirthTimesAreIgnored();
};

void tst_HostIdentity::recordedHostIsRead()
{
    const FakeProc proc("container");
    const TestDirectory etc;
    makeFile(etc / "machine-id", "0123456789abcdef0123456789abcdef\n");
    const auto host = HostIdentity::read(proc.path(), etc.path());
    QCOMPARE(host.hostname, "box");
    QCOMPARE(host.machineId, "0123456789abcdef0123456789abcdef");
    QCOMPARE(host.bootId, "0b3a0b1e-6f0a-4f53-9d0c-3a51f5f0a001");
    QCOMPARE(host.bootTime, std::optional(WallTime(1'700'000'000s)));
    QCOMPARE(host.pidNamespace, 4026531836U);
    QCOMPARE(host.pidMax, 4194304);
    // Birth times of this host do not apply to a recorded one.
    QVERIFY(!host.clockDeviation);
}

void tst_HostIdentity::unreadableFieldsStayEmpty()
{
    const auto host = HostIdentity::read("/nowhere", "/nowhere");
    QVERIFY(host.hostname.empty());
    QVERIFY(host.machineId.empty());
    QVERIFY(host.bootId.empty());
    QVERIFY(!host.bootTime);
    QCOMPARE(host.pidNamespace, 0U);
    QCOMPARE(host.pidMax, 0);
    QVERIFY(!host.seesAllProcesses());
}

void tst_HostIdentity::machineIdIsThirtyTwoDigits_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("isValid");
    QTest::newRow("no line break") << "0123456789abcdef0123456789abcdef"_ba << true;
    QTest::newRow("first boot") << "uninitialized\n"_ba << false;
    QTest::newRow("empty, as in images") << ""_ba << false;
    QTest::newRow("too short") << "0123456789abcdef\n"_ba << false;
    QTest::newRow("dashes") << "01234567-89ab-cdef-0123-456789abcdef\n"_ba << false;
    QTest::newRow("binary") << QByteArray(1000, '\xff') << false;
}

void tst_HostIdentity::machineIdIsThirtyTwoDigits()
{
    QFETCH(QByteArray, file);
    QFETCH(bool, isValid);
    const FakeProc proc;
    const TestDirectory etc;
    makeFile(etc / "machine-id", file);
    QCOMPARE(HostIdentity::read(proc.path(), etc.path()).machineId, isValid ? file.toStdString() : std::string());
}

void tst_HostIdentity::initialPidNamespaceSeesAllProcesses()
{
    HostIdentity host;
    host.pidNamespace = 0xEFFFFFFC;
    QVERIFY(host.seesAllProcesses());
    host.pidNamespace = 4026532201;
    QVERIFY(!host.seesAllProcesses());
}

/// Supplies the birth times of directories.
class Births : public SystemCalls
{
public:
    std::map<std::string, std::int64_t> seconds;
    unsigned mask = STATX_BTIME;

    int statx(int, const char *path, int, unsigned, struct statx *result) override
    {
        const auto birth = seconds.find(path);
        if (birth == seconds.end()) {
            errno = ENOENT;
            return -1;
        }
        *result = {};
        result->stx_mask = mask;
        result->stx_btime.tv_sec = birth->second;
        result->stx_btime.tv_nsec = 500'000'000;
        return 0;
    }
};

const std::vector<std::filesystem::path> Directories = {"/a", "/b", "/c"};

void tst_HostIdentity::clockStepUsesTheNearestBirth()
{
    Births births;
    births.seconds = {{"/a", 1'700'000'100}, {"/b", 1'699'999'990}};
    const ScopedSystemCalls scope(births);
    // The previous one counts as well as the next one.
    QCOMPARE(distanceFromBirths(WallTime(1'700'000'000s), Directories).value(), 9500ms);
    QCOMPARE(distanceFromBirths(WallTime(1'700'000'099s), Directories).value(), 1500ms);
}

void tst_HostIdentity::invalidBirthTimesAreIgnored_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<uint>("mask");
    QTest::newRow("not supported by the file system") << qint64(1'700'000'000) << 0U;
    QTest::newRow("zero") << qint64(0) << uint{STATX_BTIME};
    QTest::newRow("a minute after 1970") << qint64(60) << uint{STATX_BTIME};
}

void tst_HostIdentity::invalidBirthTimesAreIgnored()
{
    QFETCH(qint64, seconds);
    QFETCH(uint, mask);
    Births births;
    births.seconds = {{"/a", seconds}};
    births.mask = mask;
    const ScopedSystemCalls scope(births);
    QVERIFY(!distanceFromBirths(WallTime(1'700'000'000s), Directories));
}

QTEST_GUILESS_MAIN(tst_HostIdentity)
#include "tst_hostidentity.moc"
