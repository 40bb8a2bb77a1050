// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockhistory.h>

#include "system/clocks.h"
#include "system/statedirectory.h"
#include "system/thread.h"
#include "values/sentences.h"
#include "watch/historystore.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// Events that arrive within this time are written together.
constexpr std::chrono::milliseconds Gathering = 250ms;

/// With more than this the writer cannot keep up, and memory must be limited.
constexpr std::size_t MostWaiting = 500'000;

constexpr int BatchesBetweenPrunings = 200;

constexpr const char *FileName = "history.sqlite";

struct LookAtAll
{
    std::vector<std::filesystem::path> places;
    WallTime since;
};

/// Whether no interval of a history can have begun or ended by this event.
bool hasNoNews(const LockEvent &event)
{
    return event.kind == LockEvent::Kind::Appeared && event.waiters.empty() &&
           (event.verdict.state == Verdict::State::Free || event.verdict.state == Verdict::State::Unknown);
}

bool isAddress(const std::filesystem::path &path)
{
    return path.native().starts_with("ssh://") || path.native().starts_with("etcd://");
}

Result<std::filesystem::path> historyPath(const std::filesystem::path &given, bool make)
{
    if (!given.empty())
        return given;
    const auto directory = make ? stateDirectory() : ownStateDirectory();
    if (!directory)
        return directory.error();
    return *directory / FileName;
}

/// The same path for every program, whatever its working directory is. An address is one already.
std::filesystem::path absolutePath(const std::filesystem::path &path)
{
    if (isAddress(path))
        return path;
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    return error || path.empty() ? path : absolute.lexically_normal();
}

HistoryNote noteOf(const LockEvent &event)
{
    auto note = HistoryNote::of(event);
    if (note.path.is_relative() && !note.path.empty() && !isAddress(note.path)) {
        note.path = absolutePath(note.path);
        note.key = note.path.native();
    }
    return note;
}

} // namespace

class LockHistory::Private
{
public:
    explicit Private(Options opened)
        : options(std::move(opened))
    {
        auto started = Thread::start([this](const std::stop_token &stop) { write(stop); });
        if (started)
            writer = std::move(*started);
        else
            printError(started.error());
    }

    ~Private() { writer.join(); }

    void write(const std::stop_token &stop)
    {
        for (;;) {
            std::deque<HistoryNote> batch;
            std::deque<LookAtAll> batchLooks;
            bool wasLost = false;
            {
                std::unique_lock lock(mutex);
                // Waiting with the token: a stop that is requested between check and wait is not missed.
                if (!changed.wait(lock, stop, [&] { return !notes.empty() || !looks.empty(); }))
                    break;
                changed.wait_for(lock, stop, Gathering, [&] { return flushing > 0; });
                batch.swap(notes);
                batchLooks.swap(looks);
                wasLost = std::exchange(lost, false);
                isWriting = true;
            }
            if (wasLost)
                printError(Failure::of(LockErrc::StateFailed, path().value_or(std::filesystem::path()),
                                       Sentence::Detail::HistoryEventsLost));
            writeBatch(batch, batchLooks);
            const std::lock_guard guard(mutex);
            isWriting = false;
            written.notify_all();
        }
        if (store && isStillThere()) {
            if (const auto ended = endRecording(*store); !ended)
                printError(ended.error());
        }
    }

    static Result<void> endRecording(HistoryStore &store)
    {
        if (auto begun = store.begin(); !begun)
            return begun;
        if (auto ended = store.endRecording(wallNow()); !ended)
            return ended;
        return store.commit();
    }

    void writeBatch(const std::deque<HistoryNote> &batch, const std::deque<LookAtAll> &batchLooks)
    {
        constexpr int Attempts = 2; // the second if the database is damaged or its table is missing
        for (int attempt = 0; attempt < Attempts; ++attempt) {
            if (!openStore())
                return;
            const auto done = writeInto(*store, batch, batchLooks);
            if (done)
                return;
            const bool canBeRepaired = store->isDamaged() || store->lacksTable();
            store->rollBack();
            store.reset();
            if (!canBeRepaired || attempt + 1 == Attempts) {
                printError(done.error());
                return;
            }
        }
    }

    Result<void> writeInto(HistoryStore &into, const std::deque<HistoryNote> &batch,
                           const std::deque<LookAtAll> &batchLooks)
    {
        if (auto begun = into.begin(); !begun)
            return begun;
        for (const auto &note : batch) {
            if (auto taken = into.take(note); !taken)
                return taken;
        }
        for (const auto &probed : batchLooks) {
            if (auto closed = into.closeUnseen(probed.places, probed.since, wallNow()); !closed)
                return closed;
        }
        if (auto committed = into.commit(); !committed)
            return committed;
        if (batches++ % BatchesBetweenPrunings == 0)
            return into.prune(wallNow() - options.maxAge, options.maxIntervals);
        return {};
    }

    bool openStore()
    {
        if (store && isStillThere())
            return true;
        store.reset();
        auto file = path(true);
        if (!file) {
            printError(file.error());
            return false;
        }
        std::optional<std::filesystem::path> setAside;
        auto opened = HistoryStore::open(*file, setAside);
        if (setAside)
            printError(
                Failure::of(LockErrc::StateFailed, *file, {Sentence::Detail::HistoryDamaged, setAside->native()}));
        if (!opened) {
            printError(opened.error());
            return false;
        }
        store.emplace(std::move(*opened));
        return true;
    }

    bool isStillThere() const
    {
        std::error_code error;
        const auto file = path();
        return file && std::filesystem::exists(*file, error);
    }

    Result<std::filesystem::path> path(bool make = false) const { return historyPath(options.file, make); }

    void printError(const Failure &failure)
    {
        const auto message = failure.message().toStdString();
        if (options.onError && complaints.insert(message).second)
            options.onError(failure);
    }

    Options options;
    std::mutex mutex; ///< guards the following members, up to those of the writer
    std::condition_variable_any changed;
    std::condition_variable written;
    std::deque<HistoryNote> notes;
    std::deque<LookAtAll> looks;
    bool lost = false;
    bool isWriting = false;
    int flushing = 0;

    // Used only by the writer.
    std::optional<HistoryStore> store;
    std::set<std::string> complaints;
    int batches = 0;
    Thread writer; ///< absent if the system had no thread left: then nothing is recorded. Last: it must end before the
                   ///< other members are destroyed
};

LockHistory::LockHistory()
    : LockHistory(Options())
{}

LockHistory::LockHistory(Options options)
    : d(std::make_unique<Private>(std::move(options)))
{}

LockHistory::~LockHistory() = default;

void LockHistory::record(const std::vector<LockEvent> &events)
{
    std::vector<HistoryNote> notes;
    for (const auto &event : events) {
        if (!hasNoNews(event))
            notes.push_back(noteOf(event));
    }
    if (notes.empty() || !d->writer.isRunning())
        return;
    const std::lock_guard guard(d->mutex);
    if (d->notes.size() > MostWaiting) {
        d->lost = true;
        return;
    }
    std::ranges::move(notes, std::back_inserter(d->notes));
    d->changed.notify_all();
}

void LockHistory::recordLookAtAll(std::vector<std::filesystem::path> places, WallTime since)
{
    if (!d->writer.isRunning())
        return;
    std::ranges::transform(places, places.begin(), absolutePath);
    const std::lock_guard guard(d->mutex);
    d->looks.push_back({std::move(places), since});
    d->changed.notify_all();
}

void LockHistory::flush()
{
    std::unique_lock lock(d->mutex);
    ++d->flushing;
    d->changed.notify_all();
    d->written.wait(lock, [this] { return d->notes.empty() && d->looks.empty() && !d->isWriting; });
    --d->flushing;
}

Result<std::vector<LockInterval>> LockHistory::intervals(const Filter &filter) const
{
    return read(d->options.file, filter);
}

Result<std::vector<LockInterval>> LockHistory::read(const std::filesystem::path &file, const Filter &filter)
{
    const auto path = historyPath(file, false);
    if (!path)
        return path.error();
    std::error_code error;
    if (!std::filesystem::exists(*path, error)) {
        if (error)
            return Failure::of(LockErrc::StateFailed, *path, error.message());
        return std::vector<LockInterval>();
    }
    auto store = HistoryStore::openToRead(*path);
    if (!store)
        return store.error();
    auto intervals = store->intervals(filter);
    if (!intervals && (store->isDamaged() || store->lacksTable())) {
        auto damaged = intervals.error();
        damaged.details.emplace_back(Sentence::Detail::HistoryUnreadable);
        return damaged;
    }
    return intervals;
}

std::filesystem::path LockHistory::file() const
{
    return d->path().value_or(std::filesystem::path());
}

} // namespace Lockscope
