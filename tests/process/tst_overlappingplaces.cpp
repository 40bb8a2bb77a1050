// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "eventlog.h"

#include <lockscope/lockwatcher.h>

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <memory>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// Created complete: a file that is seen empty first is reported as changed afterwards.
void write(const fs::path &path)
{
    QTemporaryDir directory;
    const auto whole = fs::path(directory.path().toStdString()) / "whole";
    std::ofstream(whole) << " 123\n";
    fs::rename(whole, path);
}

} // namespace

Q_DECLARE_METATYPE(Names)

/// A directory, and beside it a file in it, or the same directory under another name. The kernel has one watch for each
/// directory, so the names must not displace each other.
class tst_OverlappingPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_before = fs::current_path();
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        fs::create_directories(m_root / "sub");
        fs::create_directory_symlink(m_root, m_root.native() + "-link");
        fs::current_path(m_root);
    }
    void cleanup()
    {
        fs::current_path(m_before);
        fs::remove(m_root.native() + "-link");
    }

    /// ROOT in a path stands for the absolute path of the directory.
    void eachLockIsReportedOnce_data()
    {
        QTest::addColumn<Names>("places");
        QTest::newRow("directory, its file") << Names{".", "later.lock"};
        QTest::newRow("file, its directory") << Names{"later.lock", "."};
        QTest::newRow("directory, existing file") << Names{".", "there.lock"};
        QTest::newRow("absolute directory, relative file") << Names{"ROOT", "later.lock"};
        QTest::newRow("relative directory, absolute file") << Names{".", "ROOT/later.lock"};
        QTest::newRow("both absolute") << Names{"ROOT", "ROOT/later.lock"};
        QTest::newRow("with a dot") << Names{".", "./later.lock"};
        QTest::newRow("several files") << Names{".", "later.lock", "there.lock", "sub/deep.lock", "none.lock"};
        QTest::newRow("one directory twice") << Names{".", "."};
        QTest::newRow("relative and absolute") << Names{".", "ROOT"};
        QTest::newRow("absolute and relative") << Names{"ROOT", "."};
        QTest::newRow("directory and its subdirectory") << Names{".", "ROOT/sub"};
        QTest::newRow("subdirectory, then the directory") << Names{"sub", "ROOT"};
        QTest::newRow("directory and a link to it") << Names{"ROOT", "ROOT-link"};
        QTest::newRow("link and its directory") << Names{"ROOT-link", "ROOT", "later.lock"};
        QTest::newRow("file with dot-dot in its path") << Names{".", "sub/../later.lock"};
    }
    void eachLockIsReportedOnce()
    {
        QFETCH(const Names, places);
        write("there.lock");
        LockWatcher watcher;
        EventLog log(watcher);
        LockWatcher::Places watched;
        for (auto place : places) {
            if (place.starts_with("ROOT"))
                place.replace(0, 4, m_root.native());
            watched.paths.emplace_back(place);
        }
        watcher.watch(watched);
        QTRY_COMPARE(log.readies, 1);
        for (const auto *name : {"there.lock", "later.lock", "sub/deep.lock", "other.lock"}) {
            if (!fs::exists(name))
                write(name);
            QTRY_COMPARE(wordsOf(log, name), QByteArrayList{"appeared"});
        }
        // A directory that appears while it is watched.
        fs::create_directory("new");
        write("new/deep.lock");
        QTRY_COMPARE(wordsOf(log, "new/deep.lock"), QByteArrayList{"appeared"});
        for (const auto *name : {"there.lock", "later.lock", "sub/deep.lock", "other.lock", "new/deep.lock"}) {
            fs::remove(name);
            QTRY_COMPARE(wordsOf(log, name), (QByteArrayList{"appeared", "removed"}));
        }
    }

    void hardLinkBesideItsDirectoryHasItsOwnName()
    {
        write("sub/first.lock");
        fs::create_hard_link("sub/first.lock", "second.lock");
        LockWatcher watcher;
        EventLog log(watcher);
        watcher.watch({.paths = {"sub", "second.lock"}, .kernelLocks = false});
        QTRY_COMPARE(log.readies, 1);
        QTRY_COMPARE(log.of("sub/first.lock"), QByteArrayList{"appeared"});
        QTRY_COMPARE(log.of("second.lock"), QByteArrayList{"appeared"});
        write("sub/other.lock");
        QTRY_COMPARE(log.of("sub/other.lock"), QByteArrayList{"appeared"});
        fs::remove("second.lock");
        QTRY_COMPARE(log.of("second.lock").last(), "removed");
        QVERIFY(!log.has("sub/first.lock", "removed"));
    }

private:
    /// The reports about a file below the root, under any name.
    QByteArrayList wordsOf(const EventLog &log, const fs::path &name) const
    {
        QByteArrayList words;
        for (const auto &event : log.events) {
            auto path =
                fs::weakly_canonical(event.path.parent_path().empty() ? fs::path(".") : event.path.parent_path());
            const bool isAbsentAtStart =
                event.kind == LockEvent::Kind::Appeared && event.verdict.state == Verdict::State::Absent;
            if (path / event.path.filename() == fs::weakly_canonical(m_root) / name && !isAbsentAtStart)
                words += QByteArray(toWord(event.kind).data());
        }
        return words;
    }

    fs::path m_before;
    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(tst_OverlappingPlaces)
#include "tst_overlappingplaces.moc"
