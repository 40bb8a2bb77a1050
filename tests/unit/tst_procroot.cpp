// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include "system/procroot.h"
#include "system/systemcalls.h"

#include <QTest>

#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

class tst_ProcRoot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAreBounded_data();
    void readsAreBounded();
    void interruptedReadsAreRepeated();
    void linksAreNotFollowed();
    void fifoDoesNotBlock();
    void missingFileIsAbsentWithItsReason();
    void namespaceLinksAreRead_data();
    void namespaceLinksAreRead();
    void onlyNumbersAreEntries();
    void onlyTheRealProcIsLive();
    void descriptorsAreClosed();
};

void tst_ProcRoot::readsAreBounded_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("limit");
    QTest::newRow("empty") << 0 << 100;
    QTest::newRow("shorter") << 99 << 100;
    QTest::newRow("exactly as long") << 100 << 100;
    QTest::newRow("longer") << 101 << 100;
    QTest::newRow("several pages") << 70'000 << 100'000;
    QTest::newRow("several pages, longer") << 200'000 << 100'000;
    QTest::newRow("zero bytes requested") << 10 << 0;
}

void tst_ProcRoot::readsAreBounded()
{
    QFETCH(int, size);
    QFETCH(int, limit);
    const FakeProc proc;
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(static_cast<char>('a' + i % 26));
    proc.write("file", bytes);
    const auto text = ProcRoot(proc.path()).read("file", static_cast<std::size_t>(limit));
    QVERIFY(text);
    QCOMPARE(QByteArray::fromStdString(*text), bytes.left(limit));
}

/// Interrupts every second call.
class Interrupting : public SystemCalls
{
public:
    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        return interrupts() ? -1 : SystemCalls::openat(directory, path, flags, mode);
    }
    ssize_t read(int fd, void *buffer, size_t size) override
    {
        return interrupts() ? -1 : SystemCalls::read(fd, buffer, size);
    }

private:
    bool interrupts()
    {
        errno = EINTR;
        return ++m_calls % 2 == 1;
    }
    int m_calls = 0;
};

void tst_ProcRoot::interruptedReadsAreRepeated()
{
    const FakeProc proc;
    proc.write("file", "text");
    const ProcRoot root(proc.path());
    Interrupting calls;
    const ScopedSystemCalls scope(calls);
    QCOMPARE(root.read("file"), std::optional<std::string>("text"));
}

void tst_ProcRoot::linksAreNotFollowed()
{
    const FakeProc proc;
    proc.write("file", "text");
    proc.link("link", "file");
    const ProcRoot root(proc.path());
    QVERIFY(!root.read("link"));
    QCOMPARE(root.readLink("link"), std::optional<std::string>("file"));
    QVERIFY(!root.readLink("file"));
}

void tst_ProcRoot::fifoDoesNotBlock()
{
    const FakeProc proc;
    QCOMPARE(::mkfifo((proc.path() / "fifo").c_str(), 0600), 0);
    QCOMPARE(ProcRoot(proc.path()).read("fifo"), std::optional<std::string>(""));
}

void tst_ProcRoot::missingFileIsAbsentWithItsReason()
{
    const FakeProc proc;
    const ProcRoot root(proc.path());
    errno = 0;
    QVERIFY(!root.read("nothing"));
    QCOMPARE(errno, ENOENT);
    QVERIFY(!root.eachNumber("nothing", [](std::int64_t) {}));
    QVERIFY(!root.namespaceInode("nothing"));
}

void tst_ProcRoot::namespaceLinksAreRead_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<quint64>("inode");
    QTest::newRow("pid") << "pid:[4026531836]"_ba << quint64(4026531836);
    QTest::newRow("no brackets") << "pid:4026531836"_ba << quint64(0);
    QTest::newRow("letters") << "pid:[x]"_ba << quint64(0);
    QTest::newRow("empty brackets") << "pid:[]"_ba << quint64(0);
    QTest::newRow("not closed") << "pid:[12"_ba << quint64(0);
}

void tst_ProcRoot::namespaceLinksAreRead()
{
    QFETCH(QByteArray, target);
    QFETCH(quint64, inode);
    const FakeProc proc;
    proc.link("1/ns/pid", target);
    QCOMPARE(ProcRoot(proc.path()).namespaceInode("1/ns/pid").value_or(0), inode);
}

void tst_ProcRoot::onlyNumbersAreEntries()
{
    const FakeProc proc;
    for (const char *name : {"1/x", "42/x", "self/x", "4x/x", "-3/x", "99999999999999999999/x"})
        proc.write(name, "");
    std::vector<std::int64_t> numbers;
    QVERIFY(ProcRoot(proc.path()).eachNumber(".", [&](std::int64_t number) { numbers.push_back(number); }));
    std::ranges::sort(numbers);
    QCOMPARE(numbers, (std::vector<std::int64_t>{1, 42}));
}

void tst_ProcRoot::onlyTheRealProcIsLive()
{
    QVERIFY(ProcRoot().isLive());
    const FakeProc proc;
    proc.link("self", QByteArray::number(::getpid()));
    QVERIFY(!ProcRoot(proc.path()).isLive());
    QVERIFY(!ProcRoot("/nowhere").isLive());
}

void tst_ProcRoot::descriptorsAreClosed()
{
    const auto countDescriptors = [] {
        int count = 0;
        ProcRoot().eachNumber("self/fd", [&count](std::int64_t) { ++count; });
        return count;
    };
    const int before = countDescriptors();
    const ProcRoot root;
    for (int i = 0; i < 10; ++i) {
        root.read("self/status");
        root.read("nothing");
        root.eachNumber("self/task", [](std::int64_t) {});
    }
    QCOMPARE(countDescriptors(), before + 1);
}

QTEST_GUILESS_MAIN(tst_ProcRoot)
#include "tst_procroot.moc"
