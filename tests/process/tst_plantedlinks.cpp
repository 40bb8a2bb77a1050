// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/faultysystemcalls.h"
#include "support/kindtest.h"
#include "support/leftovers.h"

#include <lockscope/pylockfile.h>

#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// The user `nobody` of Debian, or any other that is not root.
constexpr uid_t Nobody = 65534;
constexpr uid_t Somebody = 65533;

void makeLinkOf(uid_t user, const std::filesystem::path &target, const std::filesystem::path &link)
{
    std::filesystem::create_symlink(target, link);
    if (::lchown(link.c_str(), user, user) != 0)
        qFatal("lchown");
}

} // namespace

/// Links that another user planted in place of a lock, to make its holder create or overwrite a file elsewhere.
class tst_PlantedLinks : public KindTest
{
    Q_OBJECT

public:
    tst_PlantedLinks()
        : KindTest(Words::KernelLocks)
    {}

private Q_SLOTS:
    void initTestCase();
    void linkOfAnotherUserIsNotFollowed_data();
    void linkOfAnotherUserIsNotFollowed();
    void linkOfAnotherUserBehindOwnLinkIsNotFollowed();
    void linkPlantedAfterTheCheckIsNotFollowed();
    void linkOfRootIsFollowed();
    void unprivilegedUserFollowsOwnLink();
    void unprivilegedUserFollowsLinksOfOthersInParentDirectories();
    void databaseBehindLinkOfAnotherUserIsNotOpened();
    void hardLinkInDirectoryOfOthersIsNotWritten_data();
    void hardLinkInDirectoryOfOthersIsNotWritten();
    void markerBehindLinkOfAnotherUserIsNotCreated();
    void markerBehindLinkPlantedAfterCheckIsNotCreated_data();
    void markerBehindLinkPlantedAfterCheckIsNotCreated();

private:
    std::filesystem::path victim() const { return directory() / "victim"; }
    void checkThatItIsRefused(const char *kind, const std::filesystem::path &path) const;
    void checkAsUser(uid_t user, bool isFollowed, const std::filesystem::path &path) const;
};

void tst_PlantedLinks::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("needs root, to create links of other users");
}

void tst_PlantedLinks::checkThatItIsRefused(const char *kind, const std::filesystem::path &path) const
{
    const auto lock = makeByWord(kind, path);
    for (const Timeout timeout : {Timeout(), Timeout(0s), Timeout(20s)}) {
        const auto result = lock->acquire(timeout);
        QCOMPARE(codeOf(result), LockErrc::LockFailed);
        QCOMPARE(result.error().systemErrno, ELOOP);
        QCOMPARE(result.error().path, path);
        QVERIFY(result.error().message().contains(u"another user"));
    }
}

void tst_PlantedLinks::linkOfAnotherUserIsNotFollowed_data()
{
    QTest::addColumn<bool>("exists");
    QTest::addColumn<bool>("inDirectory");
    QTest::newRow("in the last component") << true << false;
    QTest::newRow("in the last component, dangling") << false << false;
    QTest::newRow("in a parent directory") << true << true;
    QTest::newRow("in a parent directory, dangling") << false << true;
}

void tst_PlantedLinks::linkOfAnotherUserIsNotFollowed()
{
    QFETCH(const bool, exists);
    QFETCH(const bool, inDirectory);
    std::filesystem::create_directory(victim());
    const QByteArray content = " 123\n";
    if (exists)
        writeFile(victim() / "app.lock", content);
    if (inDirectory)
        makeLinkOf(Nobody, victim(), directory() / "alias");
    else
        makeLinkOf(Nobody, victim() / "app.lock", path());
    checkThatItIsRefused(word().word, inDirectory ? directory() / "alias" / "app.lock" : path());
    if (exists)
        QCOMPARE(contentOf(victim() / "app.lock"), content);
    else
        QVERIFY(std::filesystem::is_empty(victim()));
}

void tst_PlantedLinks::linkOfAnotherUserBehindOwnLinkIsNotFollowed()
{
    std::filesystem::create_symlink("second", path());
    makeLinkOf(Nobody, victim(), directory() / "second");
    checkThatItIsRefused(word().word, path());
    QVERIFY(!std::filesystem::exists(victim()));
}

void tst_PlantedLinks::linkPlantedAfterTheCheckIsNotFollowed()
{
    for (const char *call : {"fstatat", "openat"}) {
        FaultySystemCalls between;
        // The file is replaced by a link, right before each call in turn.
        for (int nth = 1; nth < 20; ++nth) {
            writeFile(path());
            std::filesystem::remove(victim());
            FaultySystemCalls calls;
            calls.before(call, nth, [this] {
                std::filesystem::remove(path());
                makeLinkOf(Nobody, victim(), path());
            });
            {
                const ScopedSystemCalls scope(calls);
                const auto lock = make();
                const auto acquired = lock->acquire(0s);
                if (acquired)
                    static_cast<void>(lock->release());
            }
            QVERIFY2(!std::filesystem::exists(victim()), qPrintable(QStringLiteral("call %1").arg(nth)));
            std::filesystem::remove(path());
        }
    }
}

void tst_PlantedLinks::linkOfRootIsFollowed()
{
    std::filesystem::create_directory(victim());
    std::filesystem::create_directory_symlink(victim(), directory() / "alias");
    std::filesystem::create_symlink("alias/target", path());
    const auto lock = make();
    VERIFY_RESULT(lock->acquire(0s));
    QVERIFY(std::filesystem::exists(victim() / "target"));
    QCOMPARE(codeOf(makeByWord(word().rival, victim() / "target")->acquire(0s)), LockErrc::AlreadyLocked);
    VERIFY_RESULT(lock->release());
    std::filesystem::remove(path());
}

void tst_PlantedLinks::checkAsUser(uid_t user, bool isFollowed, const std::filesystem::path &path) const
{
    std::filesystem::permissions(directory(), std::filesystem::perms(0777));
    Actor actor;
    QCOMPARE(actor.say("user " + QByteArray::number(user)), QByteArray("become"));
    QCOMPARE(actor.say(QByteArray("acquire ") + word().word, path),
             isFollowed ? QByteArray("acquired") : QByteArray("failed LockFailed openat ELOOP"));
}

void tst_PlantedLinks::unprivilegedUserFollowsOwnLink()
{
    makeLinkOf(Nobody, victim(), path());
    checkAsUser(Somebody, false, path());
    checkAsUser(Nobody, true, path());
}

void tst_PlantedLinks::unprivilegedUserFollowsLinksOfOthersInParentDirectories()
{
    std::filesystem::create_directory(victim());
    std::filesystem::permissions(victim(), std::filesystem::perms(0777));
    makeLinkOf(Nobody, victim(), directory() / "alias");
    checkAsUser(Somebody, true, directory() / "alias" / "app.lock");
}

void tst_PlantedLinks::databaseBehindLinkOfAnotherUserIsNotOpened()
{
    makeLinkOf(Nobody, victim(), directory() / "db");
    SqliteLockFile planted(directory() / "README", directory() / "db");
    const auto result = planted.acquire(0s);
    QCOMPARE(codeOf(result), LockErrc::LockFailed);
    QCOMPARE(result.error().systemErrno, ELOOP);
    QVERIFY(!std::filesystem::exists(victim()));
    std::filesystem::remove(directory() / "db");
    std::filesystem::create_symlink("victim", directory() / "db");
    SqliteLockFile lock(directory() / "README", directory() / "db");
    VERIFY_RESULT(lock.acquire(0s));
    QVERIFY(std::filesystem::exists(victim()));
    SqliteLockFile direct(directory() / "README", victim());
    QCOMPARE(codeOf(direct.acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_PlantedLinks::hardLinkInDirectoryOfOthersIsNotWritten_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("owner");
    QTest::addColumn<bool>("isPlanted");
    QTest::newRow("directory that others may write to") << 0777 << 0 << true;
    QTest::newRow("sticky directory") << 01777 << 0 << true;
    QTest::newRow("directory of another user") << 0755 << static_cast<int>(Nobody) << true;
    QTest::newRow("directory of root") << 0755 << 0 << false;
}

/// As with fs.protected_hardlinks=0.
void tst_PlantedLinks::hardLinkInDirectoryOfOthersIsNotWritten()
{
    QFETCH(const int, mode);
    QFETCH(const int, owner);
    QFETCH(const bool, isPlanted);
    std::filesystem::create_directory(directory() / "shared");
    const auto planted = directory() / "shared" / "app.lock";
    writeFile(victim(), " 123\n");
    std::filesystem::create_hard_link(victim(), planted);
    QCOMPARE(::chown((directory() / "shared").c_str(), static_cast<uid_t>(owner), 0), 0);
    QCOMPARE(::chmod((directory() / "shared").c_str(), static_cast<mode_t>(mode)), 0);
    const auto lock = makeByWord("zc", planted);
    const auto result = lock->acquire(0s);
    QCOMPARE(result.has_value(), !isPlanted);
    QCOMPARE(contentOf(victim()) == " 123\n", isPlanted);
    if (isPlanted)
        QVERIFY(result.error().message().contains(u"hard link"));
    else
        QVERIFY(lock->release().has_value());
    // SQLite would write its header into an empty file.
    const auto database = directory() / "shared" / "db";
    writeFile(directory() / "empty");
    std::filesystem::create_hard_link(directory() / "empty", database);
    SqliteLockFile row(directory() / "README", database);
    QCOMPARE(row.acquire(0s).has_value(), !isPlanted);
    QCOMPARE(contentOf(directory() / "empty").isEmpty(), isPlanted);
}

void tst_PlantedLinks::markerBehindLinkOfAnotherUserIsNotCreated()
{
    std::filesystem::create_directory(victim());
    makeLinkOf(Nobody, victim(), directory() / "alias");
    for (const char *kind : {"pid", "openlock", "mkdir", "link", "symlink"}) {
        checkThatItIsRefused(kind, directory() / "alias" / "app.lock");
        QVERIFY(std::filesystem::is_empty(victim()));
        VERIFY_RESULT(makeByWord(kind, victim() / "app.lock")->acquire(0s));
    }
    // A file at the path itself is no reason to refuse.
    makeLinkOf(Nobody, "box-1.1", victim() / "app.lock");
    QCOMPARE(codeOf(makeByWord("symlink", victim() / "app.lock")->acquire(0s)), LockErrc::AlreadyLocked);
}

void tst_PlantedLinks::markerBehindLinkPlantedAfterCheckIsNotCreated_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind : {"link", "symlink", "mkdir", "pid", "openlock"})
        QTest::newRow(kind) << QByteArray(kind);
}

/// The directory is replaced by a link right before each call in turn.
void tst_PlantedLinks::markerBehindLinkPlantedAfterCheckIsNotCreated()
{
    QFETCH(const QByteArray, kind);
    constexpr int MaxCalls = 60;
    const auto shared = directory() / "shared";
    for (int nth = 1; nth < MaxCalls; ++nth) {
        std::filesystem::create_directory(victim());
        std::filesystem::create_directory(shared);
        FaultySystemCalls calls;
        calls.before({}, nth, [&] {
            std::filesystem::rename(shared, directory() / "moved");
            makeLinkOf(Nobody, victim(), shared);
        });
        {
            const ScopedSystemCalls scope(calls);
            const auto lock = makeByWord(kind.constData(), shared / "app.lock");
            if (lock->acquire(0s))
                static_cast<void>(lock->release());
        }
        QVERIFY2(std::filesystem::is_empty(victim()), qPrintable(QStringLiteral("call %1").arg(nth)));
        for (const char *name : {"shared", "moved", "victim"})
            std::filesystem::remove_all(directory() / name);
    }
}

QTEST_GUILESS_MAIN(tst_PlantedLinks)
#include "tst_plantedlinks.moc"
