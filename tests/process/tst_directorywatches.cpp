// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/filedescriptor.h"
#include "system/quarantine.h"
#include "system/quarantinename.h"
#include "watch/directorywatches.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

#include <fcntl.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path)
{
    std::ofstream(path) << "x";
}

} // namespace

/// inotify queues an event before the call that caused it returns, so the test can drain the queue immediately.
class tst_DirectoryWatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        m_watches = std::make_unique<DirectoryWatches>();
        QVERIFY(m_watches->open());
        QVERIFY(m_watches->follow(m_root));
    }

    void burstOnOneFileIsOneChange()
    {
        write(m_root / "a.lock");
        write(m_root / "a.lock");
        const auto changes = m_watches->take();
        QCOMPARE(changes.entries, DirectoryWatches::Paths{m_root / "a.lock"});
        QVERIFY(changes.newDirectories.empty());
        QVERIFY(m_watches->take().isEmpty());
    }

    void readingAFileIsNotAChange()
    {
        write(m_root / "a.lock");
        m_watches->take();
        std::string text;
        std::ifstream(m_root / "a.lock") >> text;
        QCOMPARE(text, std::string("x"));
        QVERIFY(m_watches->take().isEmpty());
    }

    void useIsReportedOnlyOnRequest()
    {
        write(m_root / "a.lock");
        m_watches->take();
        m_watches->reportUse(m_root);
        std::string text;
        std::ifstream(m_root / "a.lock") >> text;
        auto changes = m_watches->take();
        QCOMPARE(changes.used, DirectoryWatches::Paths{m_root / "a.lock"});
        QVERIFY(changes.entries.empty());
        write(m_root / "a.lock");
        QCOMPARE(m_watches->take().entries, DirectoryWatches::Paths{m_root / "a.lock"});
    }

    /// While a process has the replaced directory open, the kernel does not report its deletion.
    void replacingDirectoryIsWatched()
    {
        const auto directory = m_root / "d";
        fs::create_directory(directory);
        fs::create_directory(m_root / "other");
        QVERIFY(m_watches->follow(directory));
        const FileDescriptor replaced(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        QVERIFY(replaced);
        fs::rename(m_root / "other", directory);
        QCOMPARE(m_watches->take().newDirectories, DirectoryWatches::Paths{directory});
        QVERIFY(m_watches->follow(directory));
        write(directory / "a.lock");
        QCOMPARE(m_watches->take().entries, DirectoryWatches::Paths{directory / "a.lock"});
    }

    void brokenLockIsReported()
    {
        const auto lock = m_root / "a.lock";
        write(lock);
        m_watches->take();
        fs::rename(lock, m_root / ".lockscope-0123456789ab");
        QVERIFY(m_watches->take().entries.contains(lock));
        QVERIFY(m_watches->asideMoves().isAside(lock));
        fs::rename(m_root / ".lockscope-0123456789ab", lock);
        m_watches->take();
        QVERIFY(!m_watches->asideMoves().isAside(lock));
    }

    void brokenLockIsDistinguishedFromRestoredLock_data()
    {
        QTest::addColumn<bool>("isWanted");
        QTest::newRow("requested") << true;
        QTest::newRow("not requested") << false;
    }
    void brokenLockIsDistinguishedFromRestoredLock()
    {
        QFETCH(const bool, isWanted);
        const auto lock = m_root / "a.lock";
        write(lock);
        m_watches->take();
        const FileDescriptor directory(::open(m_root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const auto id = QuarantineName::newId();
        Quarantine taker(directory.get(), {lock.filename(), QuarantineName::of(id), QuarantineName::ofMark(id),
                                           std::string(QuarantineName::MarkTarget) + id});
        const auto taken = taker.take([&](const std::string &name) {
            if (name == lock.filename())
                return true;
            m_watches->take(); // at any time in between
            return isWanted && m_watches->asideMoves().isAside(lock);
        });
        QVERIFY(taken);
        QCOMPARE(*taken, isWanted ? Quarantine::Outcome::Taken : Quarantine::Outcome::NotWanted);
        // Its holder releases it in the same moment.
        fs::remove(lock);
        m_watches->take();
        QCOMPARE(m_watches->asideMoves().isAside(lock), isWanted);
    }

    void directoryNameIsWatchedWithoutItsContent()
    {
        fs::create_directories(m_root / "above" / "place");
        DirectoryWatches watches;
        QVERIFY(watches.open());
        QVERIFY(watches.followName(m_root / "above"));
        write(m_root / "above" / "a.lock");
        QVERIFY(watches.take().isEmpty());
        fs::rename(m_root / "above", m_root / "elsewhere");
        QCOMPARE(watches.take().lostDirectories, DirectoryWatches::Paths{m_root / "above"});
    }

    void newDirectoryIsReported()
    {
        fs::create_directory(m_root / "sub");
        QCOMPARE(m_watches->take().newDirectories, DirectoryWatches::Paths{m_root / "sub"});
    }

    void removedDirectoryIsLostWithItsContent()
    {
        fs::create_directories(m_root / "sub" / "deep");
        m_watches->take();
        QVERIFY(m_watches->follow(m_root / "sub"));
        QVERIFY(m_watches->follow(m_root / "sub" / "deep"));
        fs::remove_all(m_root / "sub");
        QVERIFY(m_watches->take().lostDirectories.contains(m_root / "sub"));
        QVERIFY(!m_watches->follows(m_root / "sub"));
        QVERIFY(!m_watches->follows(m_root / "sub" / "deep"));
        QVERIFY(m_watches->follows(m_root));
    }

    void renamedDirectoryIsLostAndNew()
    {
        fs::create_directory(m_root / "before");
        m_watches->take();
        QVERIFY(m_watches->follow(m_root / "before"));
        fs::rename(m_root / "before", m_root / "after");
        const auto changes = m_watches->take();
        QCOMPARE(changes.newDirectories, DirectoryWatches::Paths{m_root / "after"});
        QCOMPARE(changes.lostDirectories, DirectoryWatches::Paths{m_root / "before"});
        QVERIFY(!m_watches->follows(m_root / "before"));
    }

    void directoryWithTwoNamesReportsBoth()
    {
        const auto before = fs::current_path();
        fs::current_path(m_root);
        const auto back = qScopeGuard([&before] { fs::current_path(before); });
        QVERIFY(m_watches->followPlace("."));
        QVERIFY(m_watches->followPlace(""));
        write("a.lock");
        QCOMPARE(m_watches->take().entries, (DirectoryWatches::Paths{"./a.lock", "a.lock", m_root / "a.lock"}));
    }

    void entryOfDirectoryWatchedByNameIsReported()
    {
        fs::create_directories(m_root / "above" / "place");
        DirectoryWatches watches;
        QVERIFY(watches.open());
        QVERIFY(watches.followName(m_root / "above", "place"));
        fs::create_directory(m_root / "above" / "other");
        QVERIFY(watches.take().isEmpty());
        fs::remove(m_root / "above" / "place");
        QCOMPARE(watches.take().lostDirectories, DirectoryWatches::Paths{m_root / "above" / "place"});
        fs::create_directory(m_root / "above" / "place");
        QCOMPARE(watches.take().newDirectories, DirectoryWatches::Paths{m_root / "above" / "place"});
    }

    void replacedDirectoryIsWatchedInstead()
    {
        fs::create_directory(m_root / "place");
        DirectoryWatches watches;
        QVERIFY(watches.open());
        QVERIFY(watches.followPlace(m_root / "place"));
        fs::rename(m_root / "place", m_root / "old");
        fs::create_directory(m_root / "place");
        QVERIFY(watches.followPlace(m_root / "place"));
        write(m_root / "old" / "a.lock");
        write(m_root / "place" / "b.lock");
        QCOMPARE(watches.take().entries, DirectoryWatches::Paths{m_root / "place" / "b.lock"});
    }

    void directoriesWithCommonPrefixAreDistinguished()
    {
        for (const char *name : {"a", "a-b", "a.lock"}) {
            fs::create_directory(m_root / name);
            m_watches->take();
            QVERIFY(m_watches->follow(m_root / name));
        }
        fs::remove(m_root / "a");
        m_watches->take();
        QVERIFY(!m_watches->follows(m_root / "a"));
        QVERIFY(m_watches->follows(m_root / "a-b"));
        QVERIFY(m_watches->follows(m_root / "a.lock"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    std::unique_ptr<DirectoryWatches> m_watches;
};

QTEST_GUILESS_MAIN(tst_DirectoryWatches)
#include "tst_directorywatches.moc"
