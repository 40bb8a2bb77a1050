// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <QScopeGuard>
#include <QTest>

#include <set>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

constexpr uid_t Nobody = 65534;

/// NFS or sshfs: a file that is removed while it is open is renamed in its directory until it is closed.
class NetworkFileSystem : public SystemCalls
{
public:
    explicit NetworkFileSystem(bool withFlags)
        : m_withFlags(withFlags)
    {}
    int unlinkat(int directory, const char *path, int flags) override
    {
        struct stat status = {};
        if ((flags & AT_REMOVEDIR) != 0 || ::fstatat(directory, path, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            status.st_nlink > 1 || !isOpen(status))
            return SystemCalls::unlinkat(directory, path, flags);
        const auto name = std::filesystem::path(path).parent_path() / (".nfs" + std::to_string(m_renamed.size()));
        m_renamed.push_back({name, status.st_ino});
        return ::renameat(directory, path, AT_FDCWD, name.c_str());
    }
    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags) override
    {
        if (m_withFlags || flags == 0)
            return SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
        errno = EINVAL;
        return -1;
    }
    /// What the client does when the last descriptor is closed.
    void closeAll() const
    {
        for (const auto &[name, inode] : m_renamed)
            std::filesystem::remove(name);
    }

private:
    static bool isOpen(const struct stat &file)
    {
        for (int fd = 3; fd < 256; ++fd) {
            struct stat status = {};
            if (::fstat(fd, &status) == 0 && status.st_ino == file.st_ino && status.st_dev == file.st_dev)
                return true;
        }
        return false;
    }
    bool m_withFlags;
    std::vector<std::pair<std::filesystem::path, ino_t>> m_renamed;
};

} // namespace

/// Markers while system calls fail, other processes act between two of them, or the path is impossible.
class tst_MarkFaults : public KindTest
{
    Q_OBJECT

public:
    tst_MarkFaults()
        : KindTest(Words::Markers)
    {}

private Q_SLOTS:
    void everyCallOfAnAcquisitionMayFail();
    void everyCallOfAReleaseMayFail();
    void interruptedCallsAreRepeated();
    void shortWritesAreCompleted();
    void fullDiskLeavesNoFiles();
    void rivalCreatesTheMarkerFirst();
    void worksWithoutRenameNoReplace();
    void markerRemovedBeforeReleaseIsNotMine();
    void markerThatCannotBeRemovedKeepsItsOwner();
    void impossiblePathIsRefused_data();
    void impossiblePathIsRefused();
    void anyFileAtThePathIsAMarker_data();
    void anyFileAtThePathIsAMarker();
    void anyBytesAreAValidName();
    void directoryOfAnotherUserIsRefused();
    void differentSpellingsOfThePathAreTheSameLock();
    void releaseLeavesNoSillyRenamedFiles_data();
    void releaseLeavesNoSillyRenamedFiles();

private:
    void checkThatItWorksAgain();
};

void tst_MarkFaults::checkThatItWorksAgain()
{
    QCOMPARE(heldMarkers(), std::size_t{0});
    QCOMPARE(holdings(), QByteArrayList());
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::everyCallOfAnAcquisitionMayFail()
{
    // The last call is the fallback for a failed one, or its failure is harmless.
    static const std::set<std::string> harmless = {"close"};
    bool wentThrough = false;
    for (int nth = 1; !wentThrough; ++nth) {
        QVERIFY(nth < 80);
        const auto descriptors = openDescriptors();
        auto lock = make();
        FaultySystemCalls faulty;
        faulty.fail({}, EIO, nth);
        const auto result = [&] {
            const ScopedSystemCalls scope(faulty);
            return lock->acquire(0s);
        }();
        const auto calls = faulty.made();
        wentThrough = calls.size() < std::size_t(nth);
        if (result) {
            // SQLite makes its own system calls; ours only determine the path of the database.
            QVERIFY2(wentThrough || word().isRow || harmless.contains(calls[std::size_t(nth) - 1]),
                     calls.back().c_str());
            QVERIFY(lock->isHeldByMe());
            VERIFY_RESULT(lock->release());
        } else {
            QCOMPARE(result.error().code, LockErrc::LockFailed);
            QCOMPARE(result.error().systemErrno, EIO);
            QCOMPARE(result.error().call, calls[std::size_t(nth) - 1]);
            QCOMPARE(result.error().path, word().isRow ? databaseBeside(path()) : path());
            QVERIFY(!lock->isHeldByMe());
            QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
        }
        QCOMPARE(filesInDirectory(), QStringList());
        lock.reset(); // with its connection, if it has one
        QCOMPARE(openDescriptors(), descriptors);
        checkThatItWorksAgain();
    }
}

void tst_MarkFaults::everyCallOfAReleaseMayFail()
{
    bool wentThrough = false;
    for (int nth = 1; !wentThrough; ++nth) {
        QVERIFY(nth < 40);
        const auto descriptors = openDescriptors();
        auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        FaultySystemCalls faulty;
        faulty.fail({}, EIO, nth);
        const auto result = [&] {
            const ScopedSystemCalls scope(faulty);
            return lock->release();
        }();
        const auto calls = faulty.made();
        wentThrough = calls.size() < std::size_t(nth);
        if (!result) {
            QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
            QCOMPARE(result.error().systemErrno, EIO);
            QCOMPARE(result.error().call, calls[std::size_t(nth) - 1]);
            QCOMPARE(result.error().path, path());
            QVERIFY(lock->isHeldByMe());
            VERIFY_RESULT(lock->release());
        }
        QVERIFY(!lock->isHeldByMe());
        QCOMPARE(codeOf(lock->release()), LockErrc::NotLocked);
        lock.reset();
        QCOMPARE(openDescriptors(), descriptors);
        // A companion file that could not be removed still exists.
        for (const auto &entry : std::filesystem::directory_iterator(directory()))
            if (!entry.path().filename().native().starts_with("locks.db"))
                std::filesystem::remove_all(entry.path());
        checkThatItWorksAgain();
    }
}

void tst_MarkFaults::interruptedCallsAreRepeated()
{
    FaultySystemCalls faulty;
    faulty.interruptEach();
    const ScopedSystemCalls scope(faulty);
    const auto lock = make();
    const auto rival = makeRival();
    VERIFY_RESULT(lock->acquire());
    QCOMPARE(codeOf(rival->acquire(20ms)), LockErrc::LockTimeout);
    VERIFY_RESULT(lock->release());
    VERIFY_RESULT(rival->acquire(20s));
}

void tst_MarkFaults::shortWritesAreCompleted()
{
    if (!word().writes)
        return;
    FaultySystemCalls faulty;
    faulty.writeShort();
    const ScopedSystemCalls scope(faulty);
    const auto lock = make();
    VERIFY_RESULT(lock->acquire());
    QVERIFY(contentOf(path()).startsWith(QByteArray(QByteArray::number(QCoreApplication::applicationPid()) + '\n')));
}

void tst_MarkFaults::fullDiskLeavesNoFiles()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to mount a small file system");
    if (::mount("tmpfs", directory().c_str(), "tmpfs", 0, "size=64k,nr_inodes=3") != 0)
        QSKIP("needs a mount of a tmpfs, which is refused here");
    const auto unmount = qScopeGuard([this] { ::umount2(directory().c_str(), MNT_DETACH); });
    writeFile(directory() / "filler", QByteArray(8192, 'x')); // the second of three inodes
    const int last = ::open((directory() / "last").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    ::close(last);
    const auto files = filesInDirectory();
    const auto lock = make();
    const auto result = lock->acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    if (!word().isRow)
        QCOMPARE(result.error().systemErrno, ENOSPC);
    QVERIFY(!result.error().message().isEmpty());
    QCOMPARE(filesInDirectory(), files);
    std::filesystem::remove(directory() / "filler");
    std::filesystem::remove(directory() / "last");
    // The first of the three inodes is the directory itself: link and mkdir need the other two.
    if (!word().isRow) {
        VERIFY_RESULT(lock->acquire(0s));
        VERIFY_RESULT(lock->release());
    }
}

void tst_MarkFaults::rivalCreatesTheMarkerFirst()
{
    if (word().isRow)
        return;
    Actor actor;
    const auto lock = make();
    FaultySystemCalls between;
    const std::string call = QByteArray(word().word).startsWith("link")   ? "linkat"
                             : word().word == std::string_view("symlink") ? "symlinkat"
                                                                          : "renameat2";
    QByteArray answer;
    between.before(call, 1, [&] { answer = actor.say(QByteArray("acquire ") + word().rival, path()); });
    {
        const ScopedSystemCalls scope(between);
        QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
    }
    QCOMPARE(answer, QByteArray("acquired"));
    QCOMPARE(actor.say(QByteArray("mine ") + word().rival, path()), QByteArray("yes"));
    QCOMPARE(actor.say(QByteArray("release ") + word().rival, path()), QByteArray("released"));
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::worksWithoutRenameNoReplace()
{
    FaultySystemCalls faulty;
    faulty.refuseRenameFlags();
    const ScopedSystemCalls scope(faulty);
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(lock->isHeldByMe());
    QCOMPARE(codeOf(makeRival()->acquire(0s)), LockErrc::AlreadyLocked);
    VERIFY_RESULT(lock->release());
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::markerRemovedBeforeReleaseIsNotMine()
{
    if (word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    FaultySystemCalls between;
    between.before(word().word == std::string_view("mkdir") ? "renameat2" : "unlinkat", 1, [this] { removeByForce(); });
    {
        const ScopedSystemCalls scope(between);
        QCOMPARE(codeOf(lock->release()), word().isPyLock() ? LockErrc::NotLocked : LockErrc::NotMyLock);
    }
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::markerThatCannotBeRemovedKeepsItsOwner()
{
    if (word().isRow)
        return;
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    const auto files = filesInDirectory();
    FaultySystemCalls faulty;
    faulty.fail(word().word == std::string_view("mkdir") ? "renameat2" : "unlinkat", EROFS);
    {
        const ScopedSystemCalls scope(faulty);
        const auto result = lock->release();
        QCOMPARE(codeOf(result), LockErrc::UnlockFailed);
        QCOMPARE(result.error().systemErrno, EROFS);
    }
    QCOMPARE(filesInDirectory(), files);
}

void tst_MarkFaults::impossiblePathIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("reason");
    QTest::newRow("missing directory") << QByteArray("missing/app.lock") << ENOENT;
    QTest::newRow("below a file") << QByteArray("file/app.lock") << ENOTDIR;
    QTest::newRow("name too long") << QByteArray(300, 'x') + ".lock" << ENAMETOOLONG;
}

void tst_MarkFaults::impossiblePathIsRefused()
{
    if (word().isRow)
        return; // the path is only a text in the database
    QFETCH(const QByteArray, name);
    QFETCH(const int, reason);
    writeFile(directory() / "file");
    const auto place = directory() / name.toStdString();
    const auto lock = makeByWord(word().word, place);
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        const auto result = lock->acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, reason);
        QVERIFY(!result.error().call.empty());
        QCOMPARE(result.error().path, place);
    }
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("file")});
}

void tst_MarkFaults::anyFileAtThePathIsAMarker_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *what : {"file", "folder", "FIFO", "dangling link", "link to a device"})
        QTest::newRow(what) << QByteArray(what);
}

void tst_MarkFaults::anyFileAtThePathIsAMarker()
{
    if (word().isRow)
        return;
    QFETCH(const QByteArray, what);
    if (word().replaces && what == "file")
        return; // a file that cannot be parsed counts as unlocked
    const QByteArray data = "important\n";
    if (what == "file")
        writeFile(path(), data);
    else if (what == "folder")
        std::filesystem::create_directory(path());
    else if (what == "FIFO")
        QCOMPARE(::mkfifo(path().c_str(), 0666), 0);
    else
        std::filesystem::create_symlink(what == "dangling link" ? "nowhere" : "/dev/zero", path());
    const auto lock = make();
    FaultySystemCalls watched;
    LockErrc code = {};
    {
        const ScopedSystemCalls scope(watched);
        code = codeOf(lock->acquire(0s));
    }
    // A FIFO is not a lock of any kind, and a directory is not a lock of a kind that uses files: a wait for it would
    // never end.
    const bool isFile = word().word == std::string_view("pid") || word().replaces;
    const bool isNoLock =
        what == "FIFO" || (isFile && (what == "folder" || what == "link to a device")) || word().replaces;
    QCOMPARE(code, isNoLock ? LockErrc::LockFailed : LockErrc::AlreadyLocked);
    QCOMPARE(codeOf(lock->release()),
             word().isPyLock() && lock->isLocked().value() ? LockErrc::NotMyLock : LockErrc::NotLocked);
    const auto broken = codeOf(lock->breakStaleLock());
    QVERIFY(broken == LockErrc::BreakRefused || (word().replaces && broken == LockErrc::ReadFailed));
    QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("app.lock")});
    if (what == "file")
        QCOMPARE(contentOf(path()), data);
}

void tst_MarkFaults::anyBytesAreAValidName()
{
    const auto place = directory() / "a\n\x1b[31m \xff.lock";
    const auto lock = makeByWord(word().word, place);
    const auto rival = makeElsewhere(word().rival, place);
    VERIFY_RESULT(lock->acquire());
    const auto refused = rival->acquire(1ms);
    QCOMPARE(codeOf(refused), LockErrc::LockTimeout);
    QVERIFY(refused.error().message().contains(u"a\\x0a\\x1b[31m \\xff.lock"));
    VERIFY_RESULT(lock->release());
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::directoryOfAnotherUserIsRefused()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to become another user");
    std::filesystem::permissions(directory(), std::filesystem::perms(0755));
    Actor actor;
    QCOMPARE(actor.say("user " + QByteArray::number(Nobody)), QByteArray("become"));
    const auto answer = actor.say(QByteArray("acquire ") + word().word, path());
    QVERIFY2(answer.startsWith("failed LockFailed ") && (word().isRow || answer.endsWith(" EACCES")),
             answer.constData());
    QCOMPARE(filesInDirectory(), QStringList());
}

void tst_MarkFaults::differentSpellingsOfThePathAreTheSameLock()
{
    if (word().isRow)
        return; // the text of the path is the lock
    std::filesystem::create_directory_symlink(directory(), directory() / "alias");
    const auto first = make();
    const auto second = makeByWord(word().rival, directory() / "alias" / "app.lock");
    VERIFY_RESULT(first->acquire(0s));
    QCOMPARE(codeOf(second->acquire()), LockErrc::WouldDeadlock);
    QCOMPARE(codeOf(second->acquire(0s)), LockErrc::AlreadyLocked);
    VERIFY_RESULT(first->release());
    VERIFY_RESULT(second->acquire(0s));
    VERIFY_RESULT(second->release());
    QCOMPARE(filesInDirectory(), QStringList{QStringLiteral("alias")});
}

void tst_MarkFaults::releaseLeavesNoSillyRenamedFiles_data()
{
    QTest::addColumn<bool>("withFlags");
    QTest::newRow("renames without replacing") << true;
    QTest::newRow("plain renames only") << false;
}

void tst_MarkFaults::releaseLeavesNoSillyRenamedFiles()
{
    if (word().isRow)
        return;
    QFETCH(const bool, withFlags);
    NetworkFileSystem calls(withFlags);
    const auto lock = make();
    {
        const ScopedSystemCalls scope(calls);
        VERIFY_RESULT(lock->acquire(0s));
        VERIFY_RESULT(lock->release());
    }
    calls.closeAll();
    QCOMPARE(filesInDirectory(), QStringList());
}

QTEST_GUILESS_MAIN(tst_MarkFaults)
#include "tst_markfaults.moc"
