// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/ranges.h"

#include <QTest>

using namespace Lockscope;

class tst_Ranges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangesHaveMeanings_data();
    void rangesHaveMeanings();
};

void tst_Ranges::rangesHaveMeanings_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<quint64>("start");
    QTest::addColumn<qint64>("end"); // -1: to the end of the file
    QTest::addColumn<bool>("write");
    QTest::addColumn<QByteArray>("begin"); // of the meaning
    const auto row = [](const char *format, quint64 start, qint64 end, bool write, const QByteArray &begin) {
        QTest::addRow("%s %llu-%lld %s", format, start, end, write ? "write" : "read")
            << QByteArray(format) << start << end << write << begin;
    };
    constexpr quint64 Pending = 0x40000000;
    row("sqlite-db", Pending, Pending, true, "PENDING:");
    row("sqlite-db", Pending, Pending, false, "PENDING, briefly");
    row("sqlite-db", Pending + 1, Pending + 1, true, "RESERVED:");
    row("sqlite-db", Pending + 1, Pending + 1, false, "");
    row("sqlite-db", Pending + 2, Pending + 511, false, "SHARED:");
    row("sqlite-db", Pending + 2, Pending + 511, true, "EXCLUSIVE:");
    row("sqlite-db", Pending, Pending + 511, true, "EXCLUSIVE:");
    row("sqlite-db", Pending, Pending + 1, true, "RESERVED and PENDING:");
    row("sqlite-db", Pending + 40, Pending + 40, false, "SHARED:");
    row("sqlite-db", Pending + 40, Pending + 40, true, "");
    row("sqlite-db", Pending, Pending + 512, true, "");
    row("sqlite-db", Pending, -1, true, "");
    row("sqlite-db", 0, 0, true, "");
    row("sqlite-db", 119, 119, true, "");
    row("sqlite-db", 120, 120, true, "WRITE: writes");
    row("sqlite-db", 121, 121, true, "CKPT: checkpoints");
    row("sqlite-db", 122, 122, true, "RECOVER: recovers");
    row("sqlite-db", 123, 123, false, "READ0: reads");
    row("sqlite-db", 127, 127, true, "READ4: updates");
    row("sqlite-db", 128, 128, false, "DMS: has");
    row("sqlite-db", 128, 128, true, "DMS: sets");
    row("sqlite-db", 120, 127, true, "WRITE to READ4");
    row("sqlite-db", 129, 129, true, "");
    row("fcntl", 100, 100, false, "QEMU: this process uses: consistent read");
    row("fcntl", 101, 101, false, "QEMU: this process uses: write");
    row("fcntl", 100, 103, false, "QEMU: this process uses: consistent read, write, write unchanged data, resize");
    row("fcntl", 201, 201, false, "QEMU: forbidden to other processes: write");
    row("fcntl", 201, 203, false, "QEMU: forbidden to other processes: write, write unchanged data, resize");
    row("fcntl", 100, 100, true, "");
    row("fcntl", 99, 100, false, "");
    row("fcntl", 100, 105, false, "");
    row("fcntl", 104, 200, false, "");
    row("fcntl", 205, 205, false, "");
    row("flock", 100, 100, false, "");
    row("lmdb", 0, 0, false, "has the database open");
    row("lmdb", 0, 0, true, "sets up the database");
    row("lmdb", 16204, 16204, true, "process 16204 ");
    row("lmdb", 16204, 16204, false, "");
    row("lmdb", 16204, 16205, true, "");
    row("lmdb", quint64{1} << 40, qint64{1} << 40, true, "");
    row("gradle", 0, 16, true, "exclusive access");
    row("gradle", 0, 1, false, "shared access");
    row("gradle", 17, 2051, true, "writes the owner");
    row("gradle", 5, 2051, false, "reads the owner");
    row("gradle", 0, 99, true, "");
    row("gradle", 17, 2052, true, "");
    row("bazel", 0, 4095, true, "runs a command");
    row("bazel", 0, 4095, false, "");
    row("bazel", 0, -1, true, "");
    row("fcntl", 0, 4095, true, "");
    row("sqlite-db", 121, 120, true, "");
}

void tst_Ranges::rangesHaveMeanings()
{
    QFETCH(QByteArray, format);
    QFETCH(quint64, start);
    QFETCH(qint64, end);
    QFETCH(bool, write);
    QFETCH(QByteArray, begin);
    const auto last = end < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(end));
    const auto meaning = QByteArray::fromStdString(rangeMeaning(format.toStdString(), start, last, write));
    QCOMPARE(meaning.isEmpty(), begin.isEmpty());
    QVERIFY2(meaning.startsWith(begin), meaning.constData());
}

QTEST_GUILESS_MAIN(tst_Ranges)
#include "tst_ranges.moc"
