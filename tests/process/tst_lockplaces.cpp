// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/leftovers.h"
#include "system/systemcalls.h"

#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// The user `nobody` of Debian, or any other that is not root.
constexpr uid_t Nobody = 65534;

void makeSocket(const std::filesystem::path &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot create a socket at %s", path.c_str());
    ::close(fd);
}

/// Counts opens other than with O_PATH.
class OpeningSeen : public SystemCalls
{
public:
    int opened = 0;
    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        opened += (flags & O_PATH) == 0 ? 1 : 0;
        return SystemCalls::openat(directory, path, flags, mode);
    }
};

} // namespace

/// Locks on paths where none can exist, or that are reached indirectly.
class tst_LockPlaces : public KindTest
{
    Q_OBJECT

public:
    tst_LockPlaces()
        : KindTest(Words::KernelLocks)
    {}

private Q_SLOTS:
    void impossiblePathIsRefused_data();
    void impossiblePathIsRefused();
    void specialFileIsNotEvenOpened_data();
    void specialFileIsNotEvenOpened();
    void danglingLinkCreatesItsTarget();
    void linkLeadsToTheSameLock();
    void anyBytesAreAValidName();
    void directoryOfAnotherUserIsRefused();
    void fileOfAnotherUserIsRefused();
    void rootAcquiresFileOfAnotherUserInSharedDirectory();
};

void tst_LockPlaces::impossiblePathIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("reason");
    QTest::newRow("missing directory") << QByteArray("missing/app.lock") << ENOENT;
    QTest::newRow("below a file") << QByteArray("file/app.lock") << ENOTDIR;
    QTest::newRow("looping link") << QByteArray("loop") << ELOOP;
    QTest::newRow("link into a missing directory") << QByteArray("nowhere") << ENOENT;
    QTest::newRow("name too long") << QByteArray(300, 'x') << ENAMETOOLONG;
    QTest::newRow("no name") << QByteArray() << ENOENT;
}

void tst_LockPlaces::impossiblePathIsRefused()
{
    QFETCH(const QByteArray, name);
    QFETCH(const int, reason);
    writeFile(directory() / "file");
    std::filesystem::create_symlink("loop", directory() / "loop");
    std::filesystem::create_symlink("missing/target", directory() / "nowhere");
    const auto before = filesInDirectory();
    const auto place = name.isEmpty() ? std::filesystem::path() : directory() / name.toStdString();
    const auto lock = makeByWord(word().word, place);
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        const auto result = lock->acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, reason);
        QVERIFY(!result.error().call.empty());
        QCOMPARE(result.error().path, place);
    }
    QVERIFY(!lock->isHeldByMe());
    QCOMPARE(filesInDirectory(), before);
}

void tst_LockPlaces::specialFileIsNotEvenOpened_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("directory") << QByteArray("directory");
    QTest::newRow("FIFO") << QByteArray("fifo");
    QTest::newRow("socket") << QByteArray("socket");
    QTest::newRow("link to a device") << QByteArray("device");
}

void tst_LockPlaces::specialFileIsNotEvenOpened()
{
    QFETCH(const QByteArray, name);
    std::filesystem::create_directory(directory() / "directory");
    QCOMPARE(::mkfifo((directory() / "fifo").c_str(), 0666), 0);
    makeSocket(directory() / "socket");
    std::filesystem::create_symlink("/dev/zero", directory() / "device");
    const auto before = filesInDirectory();
    const auto lock = makeByWord(word().word, directory() / name.toStdString());
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        OpeningSeen watched;
        const ScopedSystemCalls scope(watched);
        const auto result = lock->acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QVERIFY(result.error().message().contains(u"not a regular file"));
        QCOMPARE(watched.opened, 0);
    }
    QCOMPARE(filesInDirectory(), before);
}

void tst_LockPlaces::danglingLinkCreatesItsTarget()
{
    std::filesystem::create_symlink("target", path());
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(lock->isHeldByMe());
    QVERIFY(std::filesystem::exists(directory() / "target"));
    QVERIFY(std::filesystem::is_symlink(path()));
    VERIFY_RESULT(lock->release());
    QCOMPARE(std::filesystem::is_symlink(path()), !word().removes);
}

void tst_LockPlaces::linkLeadsToTheSameLock()
{
    std::filesystem::create_symlink("target", path());
    const auto direct = makeByWord(word().rival, directory() / "target");
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    QCOMPARE(codeOf(direct->acquire(0s)), LockErrc::AlreadyLocked);
    QVERIFY(direct->isLocked().value());
    VERIFY_RESULT(lock->release());
    VERIFY_RESULT(direct->acquire(0s));
}

void tst_LockPlaces::anyBytesAreAValidName()
{
    const auto place = directory() / "a\n\x1b[31m \xff.lock";
    const auto lock = makeByWord(word().word, place);
    const auto rival = makeByWord(word().rival, place);
    VERIFY_RESULT(lock->acquire());
    const auto refused = rival->acquire(1ms);
    QCOMPARE(codeOf(refused), LockErrc::LockTimeout);
    QVERIFY(refused.error().message().contains(u"a\\x0a\\x1b[31m \\xff.lock"));
    VERIFY_RESULT(lock->release());
    std::filesystem::remove(place); // QTemporaryDir cannot remove names that are not UTF-8
}

void tst_LockPlaces::directoryOfAnotherUserIsRefused()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to become another user");
    std::filesystem::permissions(directory(), std::filesystem::perms(0755));
    Actor actor;
    QCOMPARE(actor.say("user " + QByteArray::number(Nobody)), QByteArray("become"));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("failed LockFailed openat EACCES"));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path(), "ever"),
             QByteArray("failed LockFailed openat EACCES"));
    QCOMPARE(filesInDirectory(), QStringList());
    std::filesystem::permissions(directory(), std::filesystem::perms(0700));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path()), QByteArray("failed LockFailed openat EACCES"));
}

void tst_LockPlaces::fileOfAnotherUserIsRefused()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to become another user");
    std::filesystem::permissions(directory(), std::filesystem::perms(0777));
    writeFile(path());
    std::filesystem::permissions(path(), std::filesystem::perms(0444));
    Actor actor;
    QCOMPARE(actor.say("user " + QByteArray::number(Nobody)), QByteArray("become"));
    const auto answer = actor.say(QByteArray("acquire ") + word().word, path());
    QCOMPARE(answer, word().isShared ? QByteArray("acquired") : QByteArray("failed LockFailed openat EACCES"));
    QVERIFY(std::filesystem::exists(path()));
}

void tst_LockPlaces::rootAcquiresFileOfAnotherUserInSharedDirectory()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to give a file to another user");
    // fs.protected_regular forbids O_CREAT there, even to root.
    std::filesystem::permissions(directory(), std::filesystem::perms(01777));
    writeFile(path());
    QCOMPARE(::chown(path().c_str(), Nobody, Nobody), 0);
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    VERIFY_RESULT(lock->release());
}

QTEST_GUILESS_MAIN(tst_LockPlaces)
#include "tst_lockplaces.moc"
