// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"

#include "system/filedescriptor.h"
#include "system/mounts.h"

#include <QTest>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using State = KernelLock::PathState;

/// How locks are named on the real file systems of this host, and on some that are mounted for the test if permitted.
class tst_LockPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pathWithHostileBytesIsFound_data();
    void pathWithHostileBytesIsFound();
    void deletedFileIsReportedWithItsLastName();
    void fileNamedDeletedIsNotDeleted();
    void otherFileAtOldNameIsNotMistaken();
    void movedFileIsFoundAtItsNewName();
    void directoryInOtherMountNamespaceHasNoPath();
    void inodesMatchTheLockTableOnEachFileSystem_data();
    void inodesMatchTheLockTableOnEachFileSystem();
    void newMountIsFound();
    void badDescriptorHasNoPath();

private:
    bool m_mayMount = false;
};

/// In its own mount namespace, which the actors inherit and which ends with the last of them.
void tst_LockPaths::initTestCase()
{
    m_mayMount = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

void tst_LockPaths::pathWithHostileBytesIsFound_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("line break") << "two\nlines"_ba;
    QTest::newRow("escape sequence") << "\x1b[31mred"_ba;
    QTest::newRow("not UTF-8") << "\xff\xfe"_ba;
    QTest::newRow("spaces") << " a  b "_ba;
    QTest::newRow("backslash") << "a\\012b"_ba;
    QTest::newRow("longest") << QByteArray(255, 'n');
}

void tst_LockPaths::pathWithHostileBytesIsFound()
{
    QFETCH(QByteArray, name);
    const TestDirectory directory;
    const auto path = directory / name.toStdString();
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(locks.front().path, path);
    QCOMPARE(locks.front().pathState, State::Here);
}

void tst_LockPaths::deletedFileIsReportedWithItsLastName()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    const auto inode = inodeOf(path);
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    QVERIFY(std::filesystem::remove(path));
    const auto locks = locksOn(inode);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(locks.front().path, path);
    QCOMPARE(locks.front().pathState, State::Deleted);
}

void tst_LockPaths::fileNamedDeletedIsNotDeleted()
{
    const TestDirectory directory;
    const auto path = directory / "file (deleted)";
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    const auto locks = locksOn(path);
    QCOMPARE(locks.front().path, path);
    QCOMPARE(locks.front().pathState, State::Here);
}

void tst_LockPaths::otherFileAtOldNameIsNotMistaken()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    const auto inode = inodeOf(path);
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    std::filesystem::rename(makeFile(directory / "new"), path);
    QVERIFY(locksOn(path).empty());
    const auto locks = locksOn(inode);
    QCOMPARE(locks.size(), 1U);
    QCOMPARE(locks.front().pathState, State::Deleted);
}

void tst_LockPaths::movedFileIsFoundAtItsNewName()
{
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held"_ba);
    std::filesystem::rename(path, directory / "moved");
    const auto locks = locksOn(directory / "moved");
    QCOMPARE(locks.front().path, directory / "moved");
    QCOMPARE(locks.front().pathState, State::Here);
}

void tst_LockPaths::directoryInOtherMountNamespaceHasNoPath()
{
    if (!m_mayMount)
        QSKIP("needs CAP_SYS_ADMIN for mounts");
    const TestDirectory directory;
    const auto path = makeFile(directory / "file");
    Actor actor;
    QCOMPARE(actor.say("hide-folder", directory.path()), "hidden"_ba);
    QCOMPARE(actor.say("flock", path), "held"_ba);

    // From here on the path names another file, which is not held.
    QVERIFY(locksOn(path).empty());
    const auto table = KernelLockTable::read();
    QVERIFY(table);
    const auto isTheActors = [&](const KernelLock &lock) {
        return holderPids(lock) == std::vector<std::int64_t>{actor.pid()};
    };
    const auto lock = std::ranges::find_if(table->locks(), isTheActors);
    QVERIFY(lock != table->locks().end());
    QCOMPARE(lock->path, path);
    QCOMPARE(lock->pathState, State::Elsewhere);
}

void tst_LockPaths::inodesMatchTheLockTableOnEachFileSystem_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("the temporary directory's") << ""_ba;
    QTest::newRow("tmpfs") << "tmpfs"_ba;
    QTest::newRow("overlay") << "overlay"_ba;
}

void tst_LockPaths::inodesMatchTheLockTableOnEachFileSystem()
{
    QFETCH(QByteArray, type);
    const TestDirectory directory;
    // Not of the directory's own file system: overlayfs takes its inode numbers from there, and hides the difference.
    const auto merged = directory / "merged";
    std::filesystem::create_directory(merged);
    if (!type.isEmpty()) {
        if (!m_mayMount)
            QSKIP("needs CAP_SYS_ADMIN for mounts");
        const auto lower = directory / "lower";
        const auto upper = directory / "upper";
        std::filesystem::create_directory(lower);
        std::filesystem::create_directory(upper);
        QCOMPARE(::mount("tmpfs", upper.c_str(), "tmpfs", 0, nullptr), 0);
        std::filesystem::create_directory(upper / "files");
        std::filesystem::create_directory(upper / "work");
        makeFile(lower / "lower file");
        const auto layers = "lowerdir=" + lower.native() + ",upperdir=" + (upper / "files").native() +
                            ",workdir=" + (upper / "work").native() + ",xino=off";
        const bool mounted = ::mount(type.constData(), merged.c_str(), type.constData(), 0,
                                     type == "overlay" ? layers.c_str() : nullptr) == 0;
        if (!mounted)
            QSKIP("the kernel has no such file system, or does not permit it here");
    }

    for (const char *name : {"new file", "lower file"}) {
        const auto path = merged / name;
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        const FileDescriptor fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
        const auto place = MountTable().placeOf(fd.get());
        QVERIFY(place);
        if (!type.isEmpty())
            QCOMPARE(place->fileSystem.type, type.toStdString());
        QVERIFY(!place->fileSystem.remote);
        const auto locks = locksOn(place->inode);
        QCOMPARE(locks.size(), 1U);
        QCOMPARE(locks.front().path, path);
        QCOMPARE(locks.front().pathState, State::Here);
    }
    if (!type.isEmpty()) {
        ::umount2(merged.c_str(), MNT_DETACH);
        ::umount2((directory / "upper").c_str(), MNT_DETACH);
    }
}

void tst_LockPaths::newMountIsFound()
{
    if (!m_mayMount)
        QSKIP("needs CAP_SYS_ADMIN for mounts");
    const MountTable mounts;
    const TestDirectory directory;
    QCOMPARE(::mount("tmpfs", directory.path().c_str(), "tmpfs", 0, nullptr), 0);
    const FileDescriptor fd(::open(directory.path().c_str(), O_PATH | O_CLOEXEC));
    const auto place = mounts.placeOf(fd.get());
    QVERIFY(place);
    QCOMPARE(place->fileSystem.type, "tmpfs");
    ::umount2(directory.path().c_str(), MNT_DETACH);
}

void tst_LockPaths::badDescriptorHasNoPath()
{
    QVERIFY(!MountTable().placeOf(-1));
    QVERIFY(!MountTable().placeOf(999'999));
}

QTEST_GUILESS_MAIN(tst_LockPaths)
#include "tst_lockpaths.moc"
