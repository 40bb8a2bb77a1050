// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"
#include "support/locktest.h"

#include <lockscope/lockwatcher.h>

#include <QSignalSpy>
#include <QTest>

#include <filesystem>
#include <memory>
#include <vector>

using namespace Lockscope;

namespace {

constexpr int Patience = 60'000;
/// The watching thread, and the threads that inspect local file systems.
constexpr int MaxThreads = 1 + 4;

qsizetype threads()
{
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return std::distance(begin(tasks), end(tasks));
}

} // namespace

/// The combined cost of many LockWatcher objects, and of one with many paths.
class tst_ManyWatchers : public QObject
{
    Q_OBJECT

    qsizetype m_threadsBefore = 0;

private Q_SLOTS:
    void initTestCase() { m_threadsBefore = threads(); }

    void watchersShareThreads()
    {
        constexpr int Many = 50;
        const TestDirectory directory;
        std::vector<std::unique_ptr<LockWatcher>> watchers;
        int ready = 0;
        int appeared = 0;
        for (int i = 0; i < Many; ++i) {
            auto watcher = std::make_unique<LockWatcher>();
            connect(watcher.get(), &LockWatcher::initialScanFinished, this, [&ready] { ++ready; });
            connect(watcher.get(), &LockWatcher::eventsOccurred, this, [&appeared] { ++appeared; });
            const auto watched = directory / std::to_string(i);
            std::filesystem::create_directory(watched);
            watcher->watch({.paths = {watched}});
            watchers.push_back(std::move(watcher));
        }
        QTRY_COMPARE_WITH_TIMEOUT(ready, Many, Patience);
        // The first scans have their own threads, which have exited.
        QTRY_VERIFY_WITH_TIMEOUT(threads() <= m_threadsBefore + MaxThreads, Patience);
        for (int i = 0; i < Many; ++i)
            makeFile(directory / std::to_string(i) / "app.lock");
        QTRY_VERIFY_WITH_TIMEOUT(appeared >= Many, Patience);
        QVERIFY2(threads() <= m_threadsBefore + MaxThreads, QByteArray::number(threads()));
        watchers.clear();
        QTRY_COMPARE_WITH_TIMEOUT(threads(), m_threadsBefore, Patience);
    }

    /// The directory of many files is watched once, and not once for each file.
    void namedFilesShareTheirDirectory()
    {
        constexpr int Many = 1000;
        const TestDirectory directory;
        FaultySystemCalls calls;
        const ScopedSystemCalls scope(calls);
        LockWatcher::Places places;
        for (int i = 0; i < Many; ++i)
            places.paths.push_back(makeFile(directory / (std::to_string(i) + ".lock")));
        {
            LockWatcher watcher;
            const QSignalSpy ready(&watcher, &LockWatcher::initialScanFinished);
            watcher.watch(places);
            QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, Patience);
            QVERIFY2(calls.countOf("inotify_add_watch") < 100, QByteArray::number(calls.countOf("inotify_add_watch")));
            QCOMPARE(watcher.places().size(), std::size_t{Many});
            QCOMPARE(watcher.places().back().state, WatchedPlace::State::Live);
            const QSignalSpy removed(&watcher, &LockWatcher::eventsOccurred);
            std::filesystem::remove(places.paths.back());
            QTRY_VERIFY_WITH_TIMEOUT(!removed.isEmpty(), Patience);
        }
        // The system calls are used until the last thread has exited.
        QTRY_COMPARE_WITH_TIMEOUT(threads(), m_threadsBefore, Patience);
    }
};

QTEST_GUILESS_MAIN(tst_ManyWatchers)
#include "tst_manywatchers.moc"
