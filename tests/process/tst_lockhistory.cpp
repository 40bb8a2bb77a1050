// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "support/brokenscene.h"
#include "system/processes.h"
#include "system/sqliteconnection.h"

#include <lockscope/json.h>
#include <lockscope/lockhistory.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

using Kind = LockEvent::Kind;
using State = Verdict::State;

constexpr auto Start = WallTime(std::chrono::seconds(1'800'000'000));

LockEvent eventOf(Kind kind, State state, int second, std::int64_t pid = 0, const fs::path &path = "/run/app.lock")
{
    LockEvent result;
    result.kind = kind;
    result.time = Start + std::chrono::seconds(second);
    result.path = path;
    result.key = path.native();
    result.verdict.state = state;
    if (pid != 0) {
        result.process = ProcessFacts();
        result.process->pid = pid;
        result.process->name = "holder";
    }
    return result;
}

/// Simulates a full disk: no file of this process can grow beyond this size.
class ScopedFileSizeLimit
{
public:
    explicit ScopedFileSizeLimit(rlim_t size)
        : m_handler(::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        auto limited = m_before;
        limited.rlim_cur = size;
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~ScopedFileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        ::signal(SIGXFSZ, m_handler);
    }
    ScopedFileSizeLimit(const ScopedFileSizeLimit &) = delete;
    ScopedFileSizeLimit &operator=(const ScopedFileSizeLimit &) = delete;

private:
    void (*m_handler)(int);
    struct rlimit m_before = {};
};

LockEvent withWaiter(LockEvent happened, std::int64_t pid)
{
    happened.waiters.push_back({pid, "waiter"});
    return happened;
}

} // namespace

class tst_LockHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_directory->path().toStdString()) / "history.sqlite";
        m_troubles.clear();
        m_history = open();
    }
    void cleanup() { m_history.reset(); }

    void newHistoryIsEmpty() { QVERIFY(all().isEmpty()); }

    void intervalsAreRecorded()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42), eventOf(Kind::Released, State::Free, 10)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 42 0-10 released")});
        const auto interval = m_history->intervals({})->front();
        QCOMPARE(interval.path, fs::path("/run/app.lock"));
        QCOMPARE(interval.who(), QStringLiteral("process 42 (holder)"));
    }

    void historyOutlivesTheProgram()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        m_history.reset();
        m_history = open();
        QCOMPARE(all(), QStringList{QStringLiteral("held 42 0- open")});
        record({eventOf(Kind::Released, State::Free, 10)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 42 0-10 released")});
    }

    void lifetimeOfMarkerIsRecorded()
    {
        record({eventOf(Kind::Appeared, State::Held, 0, 42), eventOf(Kind::Acquired, State::Held, 0, 42),
                eventOf(Kind::Stale, State::Stale, 5), eventOf(Kind::Broken, State::Absent, 9)});
        QCOMPARE(all(), (QStringList{QStringLiteral("held 42 0-5 stale"), QStringLiteral("stale - 5-9 broken")}));
    }

    void waitersAreRecorded()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42), withWaiter(eventOf(Kind::Waiting, State::Held, 3, 42), 43),
                eventOf(Kind::Released, State::Held, 8, 42), eventOf(Kind::Acquired, State::Held, 8, 43)});
        QCOMPARE(all(), (QStringList{QStringLiteral("held 42 0-8 passed"), QStringLiteral("waited 43 3-8 released"),
                                     QStringLiteral("held 43 8- open")}));
    }

    /// As with git, whose index.lock remains.
    void intervalEndsWithKilledHolderIfStateIsUnknown()
    {
        const auto self = std::int64_t{::getpid()};
        const auto exited = std::int64_t{exitedProcess()};
        auto running = eventOf(Kind::Acquired, State::Held, 0, self, "/run/running.lock");
        running.process = readProcess(ProcRoot(), self, HostIdentity::read());
        record({eventOf(Kind::Acquired, State::Held, 0, exited), running, eventOf(Kind::Changed, State::Unknown, 5),
                eventOf(Kind::Changed, State::Unknown, 5, 0, "/run/running.lock")});
        QCOMPARE(all(), (QStringList{QStringLiteral("held %1 0-5 exited").arg(exited),
                                     QStringLiteral("held %1 0- open").arg(self)}));
    }

    void intervalEndsWithKernelLockIfStateIsUnknown()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42), eventOf(Kind::Released, State::Unknown, 5)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 42 0-5 released")});
    }

    void twoWatchersRecordOneInterval()
    {
        const auto other = open();
        for (int second = 0; second < 40; second += 10) {
            m_history->record({eventOf(Kind::Acquired, State::Held, second, 42)});
            other->record({eventOf(Kind::Acquired, State::Held, second + 1, 42)});
            m_history->flush();
            other->flush();
            other->record({eventOf(Kind::Released, State::Free, second + 5)});
            m_history->record({eventOf(Kind::Released, State::Free, second + 5)});
            m_history->flush();
            other->flush();
        }
        QCOMPARE(all().size(), 4);
        for (const auto &line : all())
            QVERIFY2(line.endsWith(QStringLiteral("released")), qPrintable(line));
    }

    void concurrentWritersLoseNothing()
    {
        constexpr int Programs = 4;
        constexpr int Locks = 50;
        std::vector<std::thread> programs;
        for (int program = 0; program < Programs; ++program) {
            programs.emplace_back([this, program] {
                const auto history = open();
                for (int lock = 0; lock < Locks; ++lock) {
                    const auto path = "/run/" + std::to_string(program) + "-" + std::to_string(lock);
                    history->record({eventOf(Kind::Acquired, State::Held, 0, 42, path)});
                    history->record({eventOf(Kind::Released, State::Free, 1, 0, path)});
                    history->flush();
                }
            });
        }
        for (auto &program : programs)
            program.join();
        QCOMPARE(all().size(), Programs * Locks);
        QVERIFY(m_troubles.isEmpty());
    }

    void intervalThatEndedUnwatchedIsClosed()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42),
                eventOf(Kind::Acquired, State::Held, 0, 43, "/run/sub/b.lock"),
                eventOf(Kind::Acquired, State::Held, 0, 44, "/runs/c.lock")});
        m_history->recordLookAtAll({"/run"}, Start + std::chrono::seconds(5));
        m_history->flush();
        const auto lines = all();
        QCOMPARE(lines.filter(QStringLiteral("unseen")).size(), 2);
        QCOMPARE(lines.filter(QStringLiteral("44 0- open")).size(), 1);
    }

    void unwatchedEndIsMarkedAsNotSeen()
    {
        const auto only = [this] { return m_history->intervals({})->front(); };
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        QVERIFY(only().isWatched);
        QCOMPARE(only().seen, Start);
        {
            const auto other = open();
            other->record({eventOf(Kind::Appeared, State::Held, 1, 42)});
            other->flush();
        }
        QVERIFY(only().isWatched); // by the first one
        m_history.reset();
        m_history = open();
        auto left = only();
        QCOMPARE(left.end, LockInterval::End::Open);
        QVERIFY(!left.isWatched && !left.hasSeenEnd());
        QCOMPARE(left.seen, Start + std::chrono::seconds(1));
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(left))).object();
        QCOMPARE(json[QStringLiteral("end")].toString(), QStringLiteral("open"));
        QCOMPARE(json[QStringLiteral("watched")].toBool(true), false);
        QVERIFY(json[QStringLiteral("to")].isNull() && json[QStringLiteral("seconds")].isNull());
        // The next process finds it unchanged, and continues the interval.
        record({eventOf(Kind::Appeared, State::Held, 1, 42)});
        QVERIFY(only().isWatched);
    }

    void endNoticedByLaterWatchHasNoDuration()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        m_history->recordLookAtAll({"/run"}, Start + std::chrono::seconds(5));
        m_history->flush();
        const auto interval = m_history->intervals({})->front();
        QVERIFY(interval.to && !interval.hasSeenEnd() && !interval.isWatched);
        QCOMPARE(interval.seen, Start);
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(interval))).object();
        QCOMPARE(json[QStringLiteral("end")].toString(), QStringLiteral("unseen"));
        QVERIFY(json[QStringLiteral("to")].isString() && json[QStringLiteral("seconds")].isNull());
    }

    void historyOfOlderVersionIsRead()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        m_history.reset();
        {
            auto database = SqliteConnection::open(m_file, SqliteConnection::Mode::ReadWrite, std::chrono::seconds(1),
                                                   LockErrc::StateFailed);
            QVERIFY(database && database->execute("DROP TABLE sightings; DROP TABLE recorders"));
        }
        const auto found = LockHistory::read(m_file, {});
        QVERIFY2(found, found ? "" : qPrintable(found.error().message()));
        QCOMPARE(found->size(), 1U);
        QVERIFY(!found->front().isWatched);
    }

    void pathsSelectIntervals()
    {
        for (const char *path : {"/a/1.lock", "/a/b/2.lock", "/ab/3.lock", "/a.lock"})
            record({eventOf(Kind::Acquired, State::Held, 0, 42, path)});
        const auto count = [this](std::vector<fs::path> paths) {
            return m_history->intervals({.paths = std::move(paths), .since = {}, .until = {}})->size();
        };
        QCOMPARE(count({"/a"}), 2U);
        QCOMPARE(count({"/a/"}), 2U);
        QCOMPARE(count({"/a.lock"}), 1U);
        QCOMPARE(count({"/a", "/ab/3.lock"}), 3U);
        QCOMPARE(count({"/"}), 4U);
        QCOMPARE(count({"/nothing"}), 0U);
    }

    void timesSelectIntervals()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42), eventOf(Kind::Released, State::Free, 10),
                eventOf(Kind::Acquired, State::Held, 20, 43)});
        const auto at = [](int second) { return Start + std::chrono::seconds(second); };
        QCOMPARE(m_history->intervals({.paths = {}, .since = at(11), .until = {}})->size(), 1U);
        QCOMPARE(m_history->intervals({.paths = {}, .since = {}, .until = at(15)})->size(), 1U);
        QCOMPARE(m_history->intervals({.paths = {}, .since = {}, .until = {}, .maxIntervals = 1})->front().pid, 43);
    }

    void oldestIntervalIsRemovedFirst()
    {
        m_history.reset();
        m_history = open(10);
        for (int lock = 0; lock < 30; ++lock)
            record({eventOf(Kind::Acquired, State::Held, lock, 100 + lock, "/run/" + std::to_string(lock))});
        m_history.reset();
        m_history = open(10); // a new writer first removes old entries
        record({eventOf(Kind::Acquired, State::Held, 31, 200, "/run/last")});
        QCOMPARE(all().size(), 10);
        QVERIFY(all().last().contains(QStringLiteral("200")));
    }

    /// The cost of an event must not grow with the number of earlier intervals of the same lock.
    void costPerEventDoesNotGrow()
    {
        int second = 0;
        const auto timeOfBatch = [&] {
            std::vector<LockEvent> events;
            for (int i = 0; i < 1500; ++i, second += 20) {
                events.push_back(eventOf(Kind::Acquired, State::Held, second, 100 + i));
                events.push_back(eventOf(Kind::Released, State::Free, second + 10));
            }
            const auto before = std::clock(); // of the process: other programs do not count
            record(events);
            return std::clock() - before;
        };
        const auto first = timeOfBatch();
        for (int batch = 0; batch < 4; ++batch)
            timeOfBatch();
        const auto last = timeOfBatch();
        QVERIFY2(last < first * 4, qPrintable(QStringLiteral("%1 then %2").arg(first).arg(last)));
    }

    void damagedFileIsReplaced()
    {
        m_history.reset();
        std::ofstream(m_file) << std::string(8192, 'x');
        m_history = open();
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 42 0- open")});
        QCOMPARE(m_troubles.size(), 1);
        QVERIFY2(m_troubles.front().contains(QStringLiteral("started anew")), qPrintable(m_troubles.front()));
    }

    void vanishedFileIsCreatedAgain()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        for (const char *name : {"history.sqlite", "history.sqlite-wal", "history.sqlite-shm"})
            fs::remove(m_file.parent_path() / name);
        record({eventOf(Kind::Acquired, State::Held, 5, 43)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 43 5- open")});
    }

    void historySurvivesFullDisk_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 4096, 8192, 16384, 20000, 24576, 32768, 40960})
            QTest::addRow("%d bytes", size) << size;
    }

    void historySurvivesFullDisk()
    {
        QFETCH(const int, size);
        m_history.reset();
        {
            const ScopedFileSizeLimit full(static_cast<rlim_t>(size));
            m_history = open();
            record({eventOf(Kind::Acquired, State::Held, 0, 42)});
            m_history.reset();
        }
        const auto found = LockHistory::read(m_file, {});
        QVERIFY2(found, found ? "" : qPrintable(found.error().message()));
        QCOMPARE(found->size(), m_troubles.isEmpty() ? 1U : 0U);
        QVERIFY(size > 0 || !m_troubles.isEmpty());
        m_troubles.clear();
        m_history = open();
        record({eventOf(Kind::Acquired, State::Held, 5, 43)});
        QCOMPARE(all().last(), QStringLiteral("held 43 5- open"));
        QVERIFY2(m_troubles.isEmpty(), qPrintable(m_troubles.join(u'\n')));
    }

    void vanishedTableIsCreatedAgain()
    {
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        auto other = SqliteConnection::open(m_file, SqliteConnection::Mode::ReadWrite, std::chrono::seconds(5),
                                            LockErrc::StateFailed);
        QVERIFY(other);
        QVERIFY(other->execute("DROP TABLE intervals"));
        record({eventOf(Kind::Acquired, State::Held, 5, 43)});
        QCOMPARE(all(), QStringList{QStringLiteral("held 43 5- open")});
        QVERIFY2(m_troubles.isEmpty(), qPrintable(m_troubles.join(u'\n')));
    }

    void unwritableHistoryIsReported()
    {
        m_history.reset();
        m_file = m_file.parent_path() / "missing" / "history.sqlite";
        m_history = open();
        record({eventOf(Kind::Acquired, State::Held, 0, 42)});
        record({eventOf(Kind::Released, State::Free, 1)});
        QCOMPARE(m_troubles.size(), 1);
        QVERIFY(all().isEmpty());
    }

private:
    std::unique_ptr<LockHistory> open(std::size_t maxIntervals = 1000)
    {
        LockHistory::Options options;
        options.file = m_file;
        options.maxIntervals = maxIntervals;
        options.maxAge = std::chrono::hours(24 * 365 * 100); // the events have timestamps
        options.onError = [this](const Failure &failure) { m_troubles += failure.message(); };
        return std::make_unique<LockHistory>(std::move(options));
    }

    void record(const std::vector<LockEvent> &events)
    {
        m_history->record(events);
        m_history->flush();
    }

    /// `WHAT PID FROM-TO END`, the oldest first.
    QStringList all() const
    {
        const auto intervals = m_history->intervals({});
        QStringList lines;
        if (!intervals)
            return {intervals.error().message()};
        const auto second = [](WallTime time) {
            return QString::number(std::chrono::round<std::chrono::seconds>(time - Start).count());
        };
        for (auto it = intervals->rbegin(); it != intervals->rend(); ++it) {
            lines += QStringLiteral("%1 %2 %3-%4 %5")
                         .arg(QString::fromLatin1(toWord(it->what).data()),
                              it->pid ? QString::number(*it->pid) : QStringLiteral("-"), second(it->from),
                              it->to ? second(*it->to) : QString(), QString::fromLatin1(toWord(it->end).data()));
        }
        return lines;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_file;
    QStringList m_troubles;
    std::unique_ptr<LockHistory> m_history;
};

QTEST_GUILESS_MAIN(tst_LockHistory)
#include "tst_lockhistory.moc"
