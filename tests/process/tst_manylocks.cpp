// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"

#include <QElapsedTimer>
#include <QTest>

#include <ctime>
#include <set>

using namespace Lockscope;
using namespace Qt::StringLiterals;

constexpr int Count = 18'000;

/// Fewer, because for each descriptor the kernel walks all flocks of its file.
constexpr int ReaderCount = 1'000;

/// Thousands of locks are read correctly. Times are printed but not checked, because a loaded machine must not fail the
/// test.
class tst_ManyLocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesWithAFlockEach();
    void rangesOfOneFile();
    void rangesOfOneFileThroughManyDescriptors();
    void readersOfOneFile();

private:
    /// Reads the whole table and prints the time.
    static KernelLockTable readTable();
};

KernelLockTable tst_ManyLocks::readTable()
{
    // On a loaded machine CPU time is more meaningful than elapsed time.
    const auto measure = [](const char *what, auto read) {
        const auto processor = std::clock();
        QElapsedTimer timer;
        timer.start();
        auto table = read();
        const auto passed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        const auto used = 1e3 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
        qInfo("%s of %zu locks: %.1f ms, %.1f ms of CPU time", what, table->locks().size(), passed, used);
        return table;
    };
    const auto lines = measure("lines", [] { return KernelLockTable::readLines(); });
    auto table = measure("holders and paths", [] { return KernelLockTable::read(); });
    return lines ? std::move(*table) : KernelLockTable();
}

void tst_ManyLocks::filesWithAFlockEach()
{
    const TestDirectory directory;
    Actor actor;
    const auto answer = actor.say("many-flock", directory.path(), QByteArray::number(Count));
    if (answer == "failed setrlimit EPERM")
        QSKIP("needs CAP_SYS_RESOURCE to open so many files");
    QCOMPARE(answer, "held"_ba);

    std::set<std::filesystem::path> paths;
    const auto table = readTable();
    for (const auto &lock : table.locks()) {
        if (lock.path.parent_path() != directory.path())
            continue;
        QCOMPARE(lock.pathState, KernelLock::PathState::Here);
        QCOMPARE(holderPids(lock), (std::vector<std::int64_t>{actor.pid()}));
        paths.insert(lock.path);
    }
    QCOMPARE(paths.size(), std::size_t{Count});
}

void tst_ManyLocks::rangesOfOneFile()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("many-posix", path, QByteArray::number(Count)), "held"_ba);

    const auto locks = readTable().on(inodeOf(path));
    QCOMPARE(locks.size(), std::size_t{Count});
    for (std::size_t i = 0; i < locks.size(); ++i) {
        QCOMPARE(locks[i].start, 2 * i);
        QCOMPARE(locks[i].path, path);
        QCOMPARE(holderPids(locks[i]), (std::vector<std::int64_t>{actor.pid()}));
    }
}

void tst_ManyLocks::rangesOfOneFileThroughManyDescriptors()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("many-posix", path, QByteArray::number(Count)), "held"_ba);
    const auto before = readTable().on(inodeOf(path));
    QCOMPARE(actor.say("many-dup", path, "500"), "duplicated"_ba);
    QCOMPARE(readTable().on(inodeOf(path)), before);
}

void tst_ManyLocks::readersOfOneFile()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    const auto answer = actor.say("many-readers", path, QByteArray::number(ReaderCount));
    if (answer == "failed setrlimit EPERM")
        QSKIP("needs CAP_SYS_RESOURCE to open so many files");
    QCOMPARE(answer, "held"_ba);

    std::set<int> descriptors;
    const auto locks = readTable().on(inodeOf(path));
    QCOMPARE(locks.size(), std::size_t{ReaderCount});
    for (const auto &lock : locks) {
        QCOMPARE(holderPids(lock), (std::vector<std::int64_t>{actor.pid()}));
        descriptors.insert(lock.holders.front().fd);
    }
    QCOMPARE(descriptors.size(), std::size_t{ReaderCount});
}

QTEST_GUILESS_MAIN(tst_ManyLocks)
#include "tst_manylocks.moc"
