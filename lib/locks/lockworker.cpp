// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/lockworker.h"

#include "locks/lockloss.h"
#include "locks/locksteps.h"
#include "locks/waiters.h"
#include "system/changewatch.h"
#include "system/clocks.h"
#include "system/lanes.h"
#include "system/mounts.h"
#include "system/threadnumber.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// The kernel reports a close before it releases the flocks and OFD locks of the description, so an immediate attempt
/// may still be refused. The pause after an event therefore starts short and doubles.
constexpr std::chrono::nanoseconds ShortestPause = 50us;
constexpr std::chrono::nanoseconds LongestPause = 250ms;

/// How long the destructor waits. A local file system responds in milliseconds.
constexpr std::chrono::milliseconds LongestFarewell = 2s;
constexpr std::chrono::milliseconds LongestRemoteFarewell = 100ms;

std::string laneOf(const LockWorker::Source &source, const MountTable &mounts)
{
    auto lane = Lanes::of(source.lock ? source.lock->path() : source.path, mounts);
    if (lane == Lanes::Local && source.options.database)
        lane = Lanes::of(*source.options.database, mounts);
    return lane;
}

} // namespace

/// One task at a time runs; an event during a task lets it run again.
class LockWorker::Job : public std::enable_shared_from_this<Job>
{
public:
    explicit Job(Source given)
        : source(std::move(given))
    {}

    void start(Timeout timeout, Sink sink)
    {
        auto created = ChangeWatch::create([this] { return poke().has_value(); });
        std::unique_lock lock(m_mutex);
        m_sink = std::move(sink);
        if (!created) {
            m_sink.refused(created.error());
            return;
        }
        m_watch = std::move(*created);
        m_timeout = timeout;
        m_mustEnd = false;
        m_state = State::Sorting;
        m_lane = Lanes::Local;
        lock.unlock();
        if (const auto poked = poke(); !poked) {
            m_watch.reset();
            lock.lock();
            finish([&] { m_sink.refused(poked.error()); });
        }
    }

    void requestEnd()
    {
        {
            const std::lock_guard guard(m_mutex);
            m_mustEnd = true;
        }
        if (!poke())
            m_watch->wakeAt(steadyNow()); // no task is running
    }

    void releaseAgain(Sink sink)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_sink = std::move(sink);
            m_state = State::Releasing;
        }
        if (auto poked = poke(); !poked) {
            auto failure = poked.error();
            failure.code = LockErrc::UnlockFailed;
            const std::lock_guard guard(m_mutex);
            finish([&] { m_sink.ended({failure, {}, true}); });
        }
    }

    /// Ends everything without calling back. Returns the lock to be destroyed, unless it is still in use.
    std::unique_ptr<LockFile> leave()
    {
        std::unique_lock lock(m_mutex);
        m_isLeaving = true;
        m_mustEnd = true;
        if (m_state != State::Idle) {
            const auto patience = m_lane == Lanes::Local ? LongestFarewell : LongestRemoteFarewell;
            lock.unlock();
            if (!poke() && patience == LongestFarewell)
                run(); // without another thread
            lock.lock();
            if (!m_ended.wait_for(lock, patience, [this] { return m_state == State::Idle; }))
                return {};
        }
        return std::move(source.lock);
    }

    Source source;

private:
    enum class State
    {
        Idle,
        Sorting, ///< into a lane
        Waiting,
        Held,
        Releasing,
    };

    /// Called in any thread: runs work() soon, and again if it is running. Fails if there is no thread for it.
    Result<void> poke()
    {
        const std::lock_guard guard(m_mutex);
        if (m_state == State::Idle)
            return {};
        m_isPoked = true;
        return m_isScheduled ? Result<void>() : schedule();
    }

    /// REQUIRES: the mutex is held.
    Result<void> schedule()
    {
        auto posted = Lanes::forLocks().run(m_lane, [self = shared_from_this()] { self->run(); });
        m_isScheduled = posted.has_value();
        return posted;
    }

    void run()
    {
        const ScopedThreadIdentity identity(m_identity);
        std::unique_lock lock(m_mutex);
        while (std::exchange(m_isPoked, false) && m_state != State::Idle) {
            lock.unlock();
            work();
            lock.lock();
            if (std::exchange(m_mustMove, false)) {
                const auto moved = schedule();
                if (moved)
                    return;
                lock.unlock();
                refuse(moved.error());
                lock.lock();
            }
        }
        m_isScheduled = false;
    }

    /// One step. Runs without the mutex, in one thread at a time.
    void work()
    {
        switch (m_state) {
        case State::Sorting:
            return sort();
        case State::Waiting:
            return tryToAcquire();
        case State::Held:
            return hold();
        case State::Releasing:
            return release({});
        case State::Idle:
            return;
        }
    }

    void sort()
    {
        auto lane = laneOf(source, MountTable());
        const std::lock_guard guard(m_mutex);
        m_mustMove = lane != m_lane;
        m_lane = std::move(lane);
        m_state = State::Waiting;
        m_isPoked = true;
    }

    bool mustEnd()
    {
        const std::lock_guard guard(m_mutex);
        return m_mustEnd;
    }

    void tryToAcquire()
    {
        if (!source.lock && source.create) {
            source.lock = source.create();
        } else if (!source.lock) {
            auto made = makeLock(source.kind, source.path, source.options);
            if (!made)
                return refuse(made.error());
            source.lock = std::move(*made);
        }
        if (!m_steps) {
            m_steps.emplace(*source.lock, m_timeout);
            m_pause = ShortestPause;
        }
        if (mustEnd()) {
            if (const auto cancelled = m_steps->cancel(); !cancelled)
                return refuse(cancelled.error());
            return enterHeld();
        }
        const auto result = m_steps->step();
        if (!result)
            return waitForChange();
        if (!*result)
            return refuse(result->error());
        enterHeld();
    }

    void waitForChange()
    {
        // There is no event for a change before the watch was added: try once more before waiting.
        const bool isWatchedAnew = m_watch->follow({m_steps->target()});
        if (isWatchedAnew)
            m_pause = ShortestPause;
        auto next = steadyNow() + (isWatchedAnew ? std::chrono::nanoseconds::zero() : m_pause);
        if (const auto deadline = m_steps->deadline())
            next = std::min(next, *deadline);
        m_pause = std::min(m_pause * 2, LongestPause);
        m_watch->wakeAt(next);
        if (!isWatchedAnew && !m_noted)
            m_noted.emplace(source.lock->path());
    }

    void enterHeld()
    {
        endAttempts();
        const std::lock_guard guard(m_mutex);
        m_state = State::Held;
        m_isPoked = true;
        if (!m_isLeaving)
            m_sink.acquired();
    }

    void hold()
    {
        if (mustEnd())
            return release({});
        // Watched before it is checked, so that no change in between is missed.
        m_watch->follow(LockLoss::targets(source.lock->path()));
        if (const auto loss = LockLoss::check(*source.lock))
            return release(loss);
        m_watch->wakeAt(steadyNow() + LockLoss::interval(m_watch->isWatching()));
    }

    void endAttempts()
    {
        m_steps.reset();
        m_noted.reset();
    }

    void refuse(const Failure &failure)
    {
        endAttempts();
        m_watch.reset();
        const std::lock_guard guard(m_mutex);
        finish([&] { m_sink.refused(failure); });
    }

    void release(std::optional<Failure> loss)
    {
        m_watch.reset();
        auto released = source.lock->release();
        const bool isHeldStill = !released && source.lock->isHeldByMe();
        const std::lock_guard guard(m_mutex);
        finish([&] { m_sink.ended({std::move(released), std::move(loss), isHeldStill}); });
    }

    /// REQUIRES: the mutex is held. The callbacks only post events.
    template <typename Call>
    void finish(Call call)
    {
        m_state = State::Idle;
        m_ended.notify_all();
        if (!m_isLeaving)
            call();
    }

    const ThreadIdentity m_identity = ThreadIdentity::of(this);

    // Used by the running task.
    std::optional<LockSteps> m_steps;
    std::optional<ScopedWait> m_noted;
    std::chrono::nanoseconds m_pause = ShortestPause;
    Timeout m_timeout;

    std::mutex m_mutex; ///< guards the following members; m_state is only changed by a task, or while there is none
    std::condition_variable m_ended;
    Sink m_sink;
    State m_state = State::Idle;
    std::string m_lane = Lanes::Local;
    bool m_mustEnd = false;
    bool m_isLeaving = false;
    bool m_isScheduled = false;
    bool m_isPoked = false;
    bool m_mustMove = false; ///< to another lane

    std::unique_ptr<ChangeWatch> m_watch; ///< last: it calls back until it is destroyed
};

LockWorker::LockWorker(Source source)
    : m_job(std::make_shared<Job>(std::move(source)))
{}

LockWorker::~LockWorker()
{
    const auto lock = m_job->leave();
}

void LockWorker::start(Timeout timeout, Sink sink)
{
    m_job->start(timeout, std::move(sink));
}

void LockWorker::requestEnd()
{
    m_job->requestEnd();
}

void LockWorker::releaseAgain(Sink sink)
{
    m_job->releaseAgain(std::move(sink));
}

const LockWorker::Source &LockWorker::source() const
{
    return m_job->source;
}

void LockWorker::setSource(Source source)
{
    m_job->source = std::move(source);
}

} // namespace Lockscope
