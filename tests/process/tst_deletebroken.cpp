// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/brokenscene.h"
#include "support/faultysystemcalls.h"

#include <lockscope/breaker.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <optional>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// Kills the process right before the Nth removal or write.
class DeadlyRemoval : public SystemCalls
{
public:
    explicit DeadlyRemoval(int nth)
        : m_left(nth)
    {}
    int unlinkat(int directory, const char *path, int flags) override
    {
        count();
        return SystemCalls::unlinkat(directory, path, flags);
    }
    ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) override
    {
        count();
        return SystemCalls::pwrite(fd, buffer, size, offset);
    }

private:
    void count()
    {
        if (--m_left == 0)
            ::kill(::getpid(), SIGKILL);
    }

    int m_left;
};

} // namespace

/// `lockscopectl broken --delete` permanently removes the quarantine of a broken lock, and nothing else.
class tst_DeleteBroken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_state.emplace();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state->path().native()));
    }
    void quarantineIsRemovedPermanently_data();
    void quarantineIsRemovedPermanently();
    void eachIdIsDeletedSeparately();
    void otherFileOfThatNameIsKept();
    void fileInUseIsKept();
    void openFileOnFileSystemWithoutLeasesIsKept();
    void directoryWithOtherFilesNeedsForce();
    void linkInADirectoryIsNotFollowed();
    void linkInPlaceOfADirectoryIsNotFollowed();
    void journalEntryOfRowIsRemoved();
    void journalEntryOfMissingQuarantineIsRemoved();
    void failedRemovalCanBeRetried();
    void killedWhileDeleting_data();
    void killedWhileDeleting();
    void usageErrors_data();
    void usageErrors();

private:
    static Breaker breaker() { return Breaker(); }
    static QString text(const fs::path &path) { return QString::fromStdString(path.native()); }
    static Result<BrokenLock> breakIt(const fs::path &lock)
    {
        return breaker().execute(breaker().plan(lock).front(), Breaker::Force::Yes);
    }
    fs::path makeStale(const char *name = "app.lock", std::size_t kind = 0) const
    {
        auto lock = *m_directory / name;
        staleLocks()[kind].make(lock, exitedProcess());
        return lock;
    }
    static auto deleteIt(const std::string &id, const char *options = "")
    {
        return lockscopectl(words("broken --delete --json") << words(options) << QString::fromStdString(id));
    }
    bool hasJournalEntries() const
    {
        std::error_code error;
        return !fs::is_empty(*m_state / "lockscope" / "broken", error) && !error;
    }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
};

void tst_DeleteBroken::quarantineIsRemovedPermanently_data()
{
    addRowsForStaleLocks();
}

void tst_DeleteBroken::quarantineIsRemovedPermanently()
{
    QFETCH(const int, kind);
    const auto other = makeFile(*m_directory / "other.txt", "x\n");
    const auto lock = makeStale("app.lock", std::size_t(kind));
    const auto broken = breakIt(lock);
    QVERIFY(broken);
    const auto answer = deleteIt(broken->id);
    QVERIFY2(answer.status == 0, answer.err);
    const auto object = answer.object();
    QCOMPARE(object[u"event"].toString(), QStringLiteral("deleted"));
    QCOMPARE(object[u"path"].toString(), text(lock));
    QCOMPARE(object[u"id"].toString(), QString::fromStdString(broken->id));
    QCOMPARE(object[u"removed"].toArray().size(), staleLocks()[std::size_t(kind)].names);
    QVERIFY(object[u"removed"].toArray().contains(text(broken->quarantine)));
    QCOMPARE(snapshotOf(m_directory->path()).size(), 1);
    QVERIFY(fs::exists(other));
    QVERIFY(!hasJournalEntries());
    QCOMPARE(lockscopectl(words("undo") << QString::fromStdString(broken->id)).status, 4);
}

void tst_DeleteBroken::eachIdIsDeletedSeparately()
{
    const auto first = breakIt(makeStale("a.lock"));
    const auto second = breakIt(makeStale("b.lock"));
    const auto third = breakIt(makeStale("c.lock"));
    QVERIFY(first && second && third);
    const auto answer =
        lockscopectl(words("broken --delete") << QString::fromStdString(first->id) << QStringLiteral("fffffffffffff")
                                              << QString::fromStdString(third->id));
    QCOMPARE(answer.status, 4);
    QVERIFY2(answer.out.contains("Deleted: " + first->path.native()), answer.out);
    QVERIFY2(answer.out.contains("Removed: " + third->quarantine.native()), answer.out);
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QVERIFY(breaker().undo(second->id));
}

void tst_DeleteBroken::otherFileOfThatNameIsKept()
{
    const auto broken = breakIt(makeStale());
    QVERIFY(broken);
    fs::rename(broken->quarantine, *m_directory / "moved");
    makeFile(broken->quarantine, "important\n");
    for (const char *options : {"", "--force"}) {
        const auto answer = deleteIt(broken->id, options);
        QCOMPARE(answer.status, 3);
        QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("refused"));
        QVERIFY(fs::exists(broken->quarantine));
        QVERIFY(hasJournalEntries());
    }
    fs::rename(*m_directory / "moved", broken->quarantine);
    QCOMPARE(deleteIt(broken->id).status, 0);
}

void tst_DeleteBroken::fileInUseIsKept()
{
    const auto broken = breakIt(makeStale());
    QVERIFY(broken);
    Actor actor;
    QCOMPARE(actor.say("flock", broken->quarantine), QByteArray("held"));
    for (const char *options : {"", "--force"})
        QCOMPARE(deleteIt(broken->id, options).status, 3);
    QVERIFY(fs::exists(broken->quarantine));
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    QCOMPARE(deleteIt(broken->id).status, 0);
}

/// FUSE and NFS have no leases.
void tst_DeleteBroken::openFileOnFileSystemWithoutLeasesIsKept()
{
    const auto broken = breakIt(makeStale());
    QVERIFY(broken);
    Actor actor;
    QVERIFY(actor.say("open", broken->quarantine).toInt() > 0);
    FaultySystemCalls calls;
    calls.failAlways("setlease", EINVAL);
    const ScopedSystemCalls scope(calls);
    const auto refused = breaker().remove(broken->id);
    QVERIFY(!refused && refused.error().code == LockErrc::DeleteRefused);
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    QVERIFY(breaker().remove(broken->id));
}

void tst_DeleteBroken::directoryWithOtherFilesNeedsForce()
{
    const auto broken = breakIt(makeStale("app.lock", staleLocks().size() - 1));
    QVERIFY(broken && fs::is_directory(broken->quarantine));
    fs::create_directories(broken->quarantine / "chapters");
    makeFile(broken->quarantine / "chapters" / "one.txt", "x\n");
    const auto refused = deleteIt(broken->id);
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.err.contains("--force"), refused.err);
    QVERIFY(fs::exists(broken->quarantine / "chapters" / "one.txt"));
    QCOMPARE(deleteIt(broken->id, "--force").status, 0);
    QVERIFY(!fs::exists(broken->quarantine));
    QVERIFY(!hasJournalEntries());
}

void tst_DeleteBroken::linkInADirectoryIsNotFollowed()
{
    const auto data = *m_directory / "data";
    fs::create_directory(data);
    const auto file = makeFile(data / "one.txt", "x\n");
    const auto broken = breakIt(makeStale("app.lock", staleLocks().size() - 1));
    QVERIFY(broken);
    fs::create_directory_symlink(data, broken->quarantine / "link");
    QCOMPARE(deleteIt(broken->id, "--force").status, 0);
    QVERIFY(!fs::exists(broken->quarantine));
    QVERIFY(fs::exists(file));
}

/// Another user may replace the directory in quarantine at any time.
void tst_DeleteBroken::linkInPlaceOfADirectoryIsNotFollowed()
{
    const auto broken = breakIt(makeStale("app.lock", staleLocks().size() - 1));
    QVERIFY(broken);
    const auto data = *m_directory / "data";
    fs::create_directory(data);
    const auto name = fs::directory_iterator(broken->quarantine)->path().filename();
    const auto file = makeFile(data / name, "x\n");
    FaultySystemCalls calls;
    calls.before("unlinkat", 1, [&] {
        fs::rename(broken->quarantine, *m_directory / "moved");
        fs::create_directory_symlink(data, broken->quarantine);
    });
    {
        const ScopedSystemCalls scope(calls);
        static_cast<void>(breaker().remove(broken->id));
    }
    QCOMPARE(calls.countOf("unlinkat") > 0, true);
    QVERIFY(fs::exists(file));
}

void tst_DeleteBroken::journalEntryOfRowIsRemoved()
{
    const auto database = *m_directory / "locks.db";
    Actor actor;
    QCOMPARE(actor.say("acquire sqlite", *m_directory / "app.lock"), QByteArray("acquired"));
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    const auto broken = breakIt(database);
    QVERIFY2(broken, broken ? "" : qPrintable(broken.error().message()));
    const auto answer = deleteIt(broken->id);
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.object()[u"row"].isString());
    QVERIFY(answer.object()[u"removed"].toArray().isEmpty());
    QVERIFY(fs::exists(database));
    QVERIFY(!hasJournalEntries());
}

void tst_DeleteBroken::journalEntryOfMissingQuarantineIsRemoved()
{
    const auto broken = breakIt(makeStale());
    QVERIFY(broken);
    fs::remove(broken->quarantine);
    const auto answer = deleteIt(broken->id);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.object()[u"removed"].toArray().contains(text(broken->quarantine)));
    QVERIFY(!hasJournalEntries());
}

void tst_DeleteBroken::failedRemovalCanBeRetried()
{
    const auto broken = breakIt(makeStale());
    QVERIFY(broken);
    FaultySystemCalls faulty;
    faulty.failAlways("unlinkat", EACCES);
    {
        const ScopedSystemCalls scope(faulty);
        const auto refused = breaker().remove(broken->id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, LockErrc::DeleteFailed);
        QCOMPARE(refused.error().systemErrno, EACCES);
    }
    QCOMPARE(breaker().brokenLocks().locks.size(), std::size_t{1});
    QVERIFY(breaker().remove(broken->id));
}

void tst_DeleteBroken::killedWhileDeleting_data()
{
    QTest::addColumn<bool>("grows");
    QTest::newRow("the lock alone") << false;
    QTest::newRow("a directory with other files") << true;
}

/// The next process that reads the journal finds everything, or completes the removal.
void tst_DeleteBroken::killedWhileDeleting()
{
    QFETCH(const bool, grows);
    int killed = 0;
    for (bool isDone = false; !isDone;) {
        const auto broken = breakIt(makeStale("app.lock", staleLocks().size() - 1));
        QVERIFY(broken);
        if (grows)
            makeFile(broken->quarantine / "notes", "x\n");
        const pid_t child = ::fork();
        if (child == 0) {
            DeadlyRemoval calls(killed + 1);
            const ScopedSystemCalls scope(calls);
            ::_exit(breaker().remove(broken->id, grows ? Breaker::Force::Yes : Breaker::Force::No) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        isDone = !WIFSIGNALED(status);
        QVERIFY(!isDone || WEXITSTATUS(status) == 0);
        killed += isDone ? 0 : 1;
        const auto found = breaker().brokenLocks();
        QVERIFY(found.failures.empty());
        QVERIFY(found.locks.empty() || killed == 1); // before it was recorded
        if (!found.locks.empty())
            QVERIFY(breaker().remove(broken->id, Breaker::Force::Yes));
        QCOMPARE(snapshotOf(m_directory->path()), QStringList());
        QVERIFY(!hasJournalEntries());
    }
    QVERIFY(killed > 3);
}

void tst_DeleteBroken::usageErrors_data()
{
    QTest::addColumn<QByteArray>("call");
    for (const char *call : {"broken --delete", "broken x", "broken --force"})
        QTest::newRow(call) << QByteArray(call);
}

void tst_DeleteBroken::usageErrors()
{
    QFETCH(const QByteArray, call);
    const auto answer = lockscopectl(words(call));
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.err.contains("Usage:"), answer.err);
}

QTEST_GUILESS_MAIN(tst_DeleteBroken)

#include "tst_deletebroken.moc"
