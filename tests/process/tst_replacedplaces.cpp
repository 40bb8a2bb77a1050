// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"
#include "support/actor.h"

#include <lockscope/lockwatcher.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <memory>

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &path)
{
    std::ofstream(path) << " 123\n";
}

} // namespace

/// The kernel does not report the deletion of a directory while a deleted file in it is open, nor that a link in its
/// path was changed: what is watched is the name.
class tst_ReplacedPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Mounts of this test must not be visible to other processes.
        m_mayMount = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        fs::create_directories(m_root / "above" / "place" / "sub");
        m_place = m_root / "above" / "place";
        m_watcher = std::make_unique<LockWatcher>();
        m_log = std::make_unique<EventLog>(*m_watcher);
    }
    void cleanup()
    {
        m_watcher.reset();
        m_log.reset();
        if (m_mayMount)
            ::umount2(m_place.c_str(), MNT_DETACH);
    }

    void recreatedDirectoryWithOpenDeletedFileIsWatched_data()
    {
        QTest::addColumn<QString>("removed");
        QTest::newRow("the watched directory") << QStringLiteral("above/place");
        QTest::newRow("the parent is missing") << QStringLiteral("above");
        QTest::newRow("its subdirectory") << QStringLiteral("above/place/sub");
    }
    void recreatedDirectoryWithOpenDeletedFileIsWatched()
    {
        QFETCH(const QString, removed);
        const auto top = m_root / removed.toStdString();
        Actor holder;
        QCOMPARE(holder.say("flock", m_place / "held.lock"), "held");
        QCOMPARE(holder.say("flock", m_place / "sub" / "held.lock"), "held");
        watch({m_place});
        QVERIFY(m_log->has(m_place / "held.lock", "appeared"));
        fs::remove_all(top);
        fs::create_directories(m_place / "sub");
        isFollowed(m_place / "new.lock");
        isFollowed(m_place / "sub" / "new.lock");
        QTRY_COMPARE(m_log->of(m_place / "sub" / "held.lock").last(), "removed");
        QCOMPARE(m_log->place(m_place), "live");
    }

    /// A window that shows the progress of a scan until it finishes would show it indefinitely.
    void inspectionOfReplacedDirectoryIsNotReportedAsScan()
    {
        watch({m_place});
        QSignalSpy progress(m_watcher.get(), &LockWatcher::scanning);
        fs::rename(m_place, m_root / "above" / "before");
        fs::create_directories(m_place / "sub");
        isFollowed(m_place / "new.lock");
        isFollowed(m_place / "sub" / "new.lock");
        QCOMPARE(progress.count(), 0);
    }

    void fileInRecreatedDirectoryIsWatched()
    {
        const auto lock = m_place / "app.lock";
        Actor holder;
        QCOMPARE(holder.say("flock", lock), "held");
        watch({lock});
        fs::remove_all(m_place);
        fs::create_directory(m_place);
        write(lock);
        QTRY_VERIFY(!m_log->of(lock).isEmpty() && m_log->of(lock).last() != "removed");
        fs::remove(lock);
        QTRY_COMPARE(m_log->of(lock).last(), "removed");
    }

    void movedAndReplacedEmptyDirectoryIsWatched()
    {
        watch({m_place});
        fs::rename(m_place, m_root / "elsewhere");
        fs::create_directory(m_place);
        isFollowed(m_place / "new.lock");
        write(m_root / "elsewhere" / "old.lock");
        isFollowed(m_place / "other.lock");
        QVERIFY(m_log->of(m_place / "old.lock").isEmpty());
    }

    void exchangedDirectoryIsWatched()
    {
        const auto other = m_root / "other";
        fs::create_directory(other);
        write(m_place / "first.lock");
        write(other / "second.lock");
        watch({m_place});
        QCOMPARE(::renameat2(AT_FDCWD, m_place.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE), 0);
        QTRY_VERIFY(m_log->has(m_place / "first.lock", "removed"));
        QTRY_VERIFY(m_log->has(m_place / "second.lock", "appeared"));
        isFollowed(m_place / "new.lock");
    }

    void retargetedLinkIsWatched()
    {
        const auto other = m_root / "other";
        const auto link = m_root / "current";
        fs::create_directory(other);
        fs::create_directory_symlink(m_place, link);
        write(m_place / "first.lock");
        write(other / "second.lock");
        watch({link});
        fs::create_directory_symlink(other, m_root / "next");
        fs::rename(m_root / "next", link);
        QTRY_VERIFY(m_log->has(link / "first.lock", "removed"));
        QTRY_VERIFY(m_log->has(link / "second.lock", "appeared"));
        isFollowed(link / "new.lock");
    }

    void retargetedLinkInParentPathIsWatched()
    {
        const auto link = m_root / "current";
        fs::create_directories(m_root / "other" / "place");
        fs::create_directory_symlink(m_root / "above", link);
        const auto place = link / "place";
        watch({place});
        fs::remove(link);
        fs::create_directory_symlink(m_root / "other", link);
        // There is no event for that.
        write(place / "new.lock");
        QTRY_VERIFY_WITH_TIMEOUT(m_log->has(place / "new.lock", "appeared"), 20000);
        isFollowed(place / "other.lock");
    }

    void recreatedLinkTargetIsWatched()
    {
        const auto link = m_root / "current";
        fs::create_directory_symlink(m_place, link);
        Actor holder;
        QCOMPARE(holder.say("flock", m_place / "held.lock"), "held");
        watch({link});
        fs::remove_all(m_place);
        fs::create_directory(m_place);
        write(link / "new.lock");
        QTRY_VERIFY_WITH_TIMEOUT(m_log->has(link / "new.lock", "appeared"), 20000);
        isFollowed(link / "other.lock");
    }

    void lazilyUnmountedDirectoryIsWatched()
    {
        if (!m_mayMount)
            QSKIP("needs CAP_SYS_ADMIN, to mount");
        QCOMPARE(::mount("tmpfs", m_place.c_str(), "tmpfs", 0, nullptr), 0);
        const auto lock = m_place / "held.lock";
        std::ofstream open(lock);
        watch({m_place});
        QVERIFY(m_log->has(lock, "appeared"));
        QCOMPARE(::umount2(m_place.c_str(), MNT_DETACH), 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_log->has(lock, "removed"), 20000);
        isFollowed(m_place / "new.lock");
    }

private:
    void watch(std::vector<fs::path> places)
    {
        m_watcher->watch({.paths = std::move(places), .kernelLocks = false});
        QTRY_COMPARE(m_log->readies, 1);
    }
    /// Creates and removes a lock, and expects both to be reported.
    void isFollowed(const fs::path &lock)
    {
        write(lock);
        QTRY_COMPARE_WITH_TIMEOUT(m_log->of(lock).value(0), "appeared", 60'000);
        fs::remove(lock);
        // It may have been seen before its content was written, and changed then.
        QTRY_COMPARE_WITH_TIMEOUT(m_log->of(lock).last(), "removed", 60'000);
    }

    bool m_mayMount = false;
    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    fs::path m_place;
    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<EventLog> m_log;
};

QTEST_GUILESS_MAIN(tst_ReplacedPlaces)
#include "tst_replacedplaces.moc"
