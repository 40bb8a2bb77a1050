// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/brokenscene.h"
#include "support/deadlycalls.h"
#include "support/faultysystemcalls.h"
#include "system/quarantinename.h"

#include <lockscope/breaker.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QTest>

#include <algorithm>
#include <iterator>

using namespace Lockscope;

namespace {

/// A stale lock, to be broken with its own journal.
class Scene
{
public:
    explicit Scene(int kind)
    {
        staleLocks()[static_cast<std::size_t>(kind)].make(lock, exitedProcess());
        before = picture();
    }
    QStringList picture() const { return snapshotOf(m_directory.path()); }

private:
    const TestDirectory m_directory;
    const TestDirectory m_state;

public:
    const std::filesystem::path lock = m_directory / "app.lock";
    const std::filesystem::path journal = m_state / "broken";
    QStringList before; ///< state of the lock before the break
};

FileSystem fileSystemOf(bool isPlain)
{
    return isPlain ? FileSystem::Plain : FileSystem::Full;
}

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

/// Without a journal entry, except one that was never completed: an empty file, which is removed after a minute.
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

/// A process is killed before each system call of a break, and of an undo. The next process that reads the journal
/// finds the lock unchanged, or broken and restorable; never anything in between.
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
    for (int kind = 0; kind < static_cast<int>(staleLocks().size()); ++kind) {
        const auto *name = staleLocks()[static_cast<std::size_t>(kind)].name;
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
        end = runAndKill(killed + 1, fileSystemOf(isPlain), [&] { return breakIt(scene.lock, scene.journal); });
        QVERIFY(end != End::Failed);
        killed += end == End::Killed ? 1 : 0;

        if (isPlaceholder(scene.lock)) {
            ++placeholders;
            const auto report = Inspector().inspect(scene.lock);
            QCOMPARE(report.verdict.state, Verdict::State::Unknown);
            QVERIFY(text(report.verdict).contains(u"'lockscopectl broken'"));
        }
        FaultySystemCalls calls;
        if (isPlain)
            calls.refuseRenameFlags();
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
    qInfo("killed before each of %d calls: %d times unchanged, %d times broken and restored", killed, rolledBack,
          finished);
    QVERIFY(killed >= 9);
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
        end = runAndKill(killed + 1, fileSystemOf(isPlain), [&] { return undoIt(scene.journal); });
        QVERIFY(end != End::Failed);
        killed += end == End::Killed ? 1 : 0;

        FaultySystemCalls calls;
        if (isPlain)
            calls.refuseRenameFlags();
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
    qInfo("killed before each of %d calls: %d times restored, %d times still broken", killed, finished, rolledBack);
    QVERIFY(killed >= 3);
    QVERIFY(rolledBack > 0);
    QVERIFY(finished > 0);
}

QTEST_GUILESS_MAIN(tst_BreakCrash)

#include "tst_breakcrash.moc"
