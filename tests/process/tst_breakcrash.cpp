// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/brokenscene.h"
#include "system/quarantinename.h"
#include "system/systemcalls.h"

#include <lockscope/breaker.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>
#include <iterator>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;

namespace {

/// Kills its process right before the Nth call that changes something: between two of them nothing on the disk differs.
/// On a plain file system no name changes places with another, and none is renamed only where nothing has it.
class DeadlyCalls : public SystemCalls
{
public:
    DeadlyCalls(int nth, bool isPlain)
        : m_left(nth)
        , m_isPlain(isPlain)
    {}

    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if ((flags & O_CREAT) != 0)
            count();
        return SystemCalls::openat(directory, path, flags, mode);
    }
    ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) override
    {
        count();
        return SystemCalls::pwrite(fd, buffer, size, offset);
    }
    int fsync(int fd) override
    {
        count();
        return SystemCalls::fsync(fd);
    }
    int flock(int fd, int operation) override
    {
        count();
        return SystemCalls::flock(fd, operation);
    }
    int symlinkat(const char *target, int directory, const char *path) override
    {
        count();
        return SystemCalls::symlinkat(target, directory, path);
    }
    int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags) override
    {
        count();
        return SystemCalls::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
    }
    int mkdirat(int directory, const char *path, mode_t mode) override
    {
        count();
        return SystemCalls::mkdirat(directory, path, mode);
    }
    int unlinkat(int directory, const char *path, int flags) override
    {
        count();
        return SystemCalls::unlinkat(directory, path, flags);
    }
    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags) override
    {
        if (m_isPlain && flags != 0) {
            errno = EINVAL;
            return -1;
        }
        count();
        return SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
    }

private:
    void count()
    {
        if (m_left > 0 && --m_left == 0)
            ::kill(::getpid(), SIGKILL);
    }

    int m_left;
    bool m_isPlain;
};

enum class End
{
    Done,
    Failed,
    Killed,
};

/// A process of its own does it, and is killed right before its Nth call; with 0 it is not.
template <typename Act>
End inChild(int nth, bool isPlain, Act act)
{
    const pid_t child = ::fork();
    if (child == 0) {
        DeadlyCalls calls(nth, isPlain);
        const ScopedSystemCalls scope(calls);
        ::_exit(act() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        return End::Killed;
    return WEXITSTATUS(status) == 0 ? End::Done : End::Failed;
}

/// A lock that was left behind, to be broken with a journal of its own.
class Scene
{
public:
    explicit Scene(int kind)
    {
        leftLocks()[static_cast<std::size_t>(kind)].make(lock, endedProcess());
        before = picture();
    }
    QStringList picture() const { return pictureOf(m_directory.path()); }

private:
    const TestFolder m_directory;
    const TestFolder m_state;

public:
    const std::filesystem::path lock = m_directory / "app.lock";
    const std::filesystem::path journal = m_state / "broken";
    QStringList before; ///< the picture of the lock as it was left
};

bool breakIt(const std::filesystem::path &lock, const std::filesystem::path &journal)
{
    Breaker breaker(journal);
    return breaker.execute(breaker.plan(lock).front()).has_value();
}

bool undoIt(const std::filesystem::path &journal)
{
    return Breaker(journal).undo().has_value();
}

bool isPlaceholder(const std::filesystem::path &lock)
{
    std::error_code error;
    return std::filesystem::read_symlink(lock, error).native().starts_with(QuarantineName::MarkTarget);
}

/// Without a note, but for one that was not begun with: an empty file, which goes after a minute.
bool isEmpty(const std::filesystem::path &journal)
{
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(journal, error)) {
        if (entry.path().extension() != ".new" || entry.file_size() != 0)
            return false;
    }
    return true;
}

} // namespace

/// A process is killed before each system call of a break, and of an undo. Whoever uses the journal next finds the lock
/// as it was, or broken and to be put back; never half of it.
class tst_BreakCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWhileBreaking_data() { addRows(); }
    void killedWhileBreaking();
    void killedWhileUndoing_data() { addRows(); }
    void killedWhileUndoing();

private:
    static void addRows();
};

void tst_BreakCrash::addRows()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isPlain");
    for (int kind = 0; kind < static_cast<int>(leftLocks().size()); ++kind) {
        const auto *name = leftLocks()[static_cast<std::size_t>(kind)].name;
        QTest::addRow("%s", name) << kind << false;
        QTest::addRow("%s, plain file system", name) << kind << true;
    }
}

void tst_BreakCrash::killedWhileBreaking()
{
    QFETCH(const int, kind);
    QFETCH(const bool, isPlain);
    int killed = 0;
    int rolledBack = 0;
    int finished = 0;
    int placeholders = 0;
    for (auto end = End::Killed; end == End::Killed;) {
        const Scene scene(kind);
        end = inChild(killed + 1, isPlain, [&] { return breakIt(scene.lock, scene.journal); });
        QVERIFY(end != End::Failed);
        killed += end == End::Killed ? 1 : 0;

        if (isPlaceholder(scene.lock)) {
            ++placeholders;
            const auto report = Inspector().inspect(scene.lock);
            QCOMPARE(report.verdict.state, Verdict::State::Unknown);
            QVERIFY(text(report.verdict).contains(u"'lockscopectl broken'"));
        }
        DeadlyCalls calls(0, isPlain);
        const ScopedSystemCalls scope(calls);
        const auto found = Breaker(scene.journal).brokenLocks();
        QVERIFY(found.failures.empty());
        QVERIFY(found.locks.size() <= 1);
        if (found.locks.empty()) {
            QVERIFY(end == End::Killed);
            QCOMPARE(scene.picture(), scene.before);
            ++rolledBack;
        } else {
            QVERIFY(!std::filesystem::exists(std::filesystem::symlink_status(scene.lock)));
            QCOMPARE(scene.picture().size(), scene.before.size());
            QVERIFY(undoIt(scene.journal));
            QCOMPARE(scene.picture(), scene.before);
            ++finished;
        }
        QVERIFY(isEmpty(scene.journal));
    }
    qInfo("killed before each of %d calls: %d times as before, %d times broken and put back", killed, rolledBack,
          finished);
    QVERIFY(killed > 10);
    QVERIFY(kind != 0 || isPlain || placeholders > 0);
    QVERIFY(rolledBack > 0);
    QVERIFY(finished > 1);
}

void tst_BreakCrash::killedWhileUndoing()
{
    QFETCH(const int, kind);
    QFETCH(const bool, isPlain);
    int killed = 0;
    int rolledBack = 0;
    int finished = 0;
    for (auto end = End::Killed; end == End::Killed;) {
        const Scene scene(kind);
        QVERIFY(breakIt(scene.lock, scene.journal));
        const auto broken = scene.picture();
        QVERIFY(broken != scene.before);
        end = inChild(killed + 1, isPlain, [&] { return undoIt(scene.journal); });
        QVERIFY(end != End::Failed);
        killed += end == End::Killed ? 1 : 0;

        DeadlyCalls calls(0, isPlain);
        const ScopedSystemCalls scope(calls);
        const auto found = Breaker(scene.journal).brokenLocks();
        QVERIFY(found.failures.empty());
        if (found.locks.empty()) {
            ++finished;
        } else {
            QCOMPARE(scene.picture(), broken);
            QVERIFY(undoIt(scene.journal));
            ++rolledBack;
        }
        QCOMPARE(scene.picture(), scene.before);
        QVERIFY(isEmpty(scene.journal));
    }
    qInfo("killed before each of %d calls: %d times put back, %d times still broken", killed, finished, rolledBack);
    QVERIFY(killed >= 5);
    QVERIFY(rolledBack > 0);
    QVERIFY(finished > 0);
}

QTEST_GUILESS_MAIN(tst_BreakCrash)

#include "tst_breakcrash.moc"
