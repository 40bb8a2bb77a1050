// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/repeatedtask.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace Lockscope {

class RepeatedTask::State : public std::enable_shared_from_this<State>
{
public:
    State(Lanes &lanes, std::string lane, std::function<void()> work)
        : m_lanes(lanes)
        , m_lane(std::move(lane))
        , m_work(std::move(work))
    {}

    Result<void> request()
    {
        const std::lock_guard guard(m_mutex);
        m_isRequested = true;
        return m_isScheduled || m_isEnded ? Result<void>() : schedule();
    }

    void end()
    {
        const std::lock_guard guard(m_mutex);
        m_isEnded = true;
    }

    bool isRunning()
    {
        const std::lock_guard guard(m_mutex);
        return m_isRunning;
    }

    bool waitForEnd(std::optional<std::chrono::milliseconds> time)
    {
        std::unique_lock lock(m_mutex);
        const auto hasEnded = [this] { return !m_isRunning; };
        if (time)
            return m_ended.wait_for(lock, *time, hasEnded);
        m_ended.wait(lock, hasEnded);
        return true;
    }

private:
    /// REQUIRES: the mutex is held.
    Result<void> schedule()
    {
        auto posted = m_lanes.run(m_lane, [self = shared_from_this()] { self->run(); });
        m_isScheduled = posted.has_value();
        return posted;
    }

    /// The next run is posted again, so that the lane is shared fairly.
    void run()
    {
        std::unique_lock lock(m_mutex);
        m_isRequested = false;
        if (!m_isEnded) {
            m_isRunning = true;
            lock.unlock();
            m_work();
            lock.lock();
            m_isRunning = false;
            m_ended.notify_all();
        }
        m_isScheduled = false;
        if (m_isRequested && !m_isEnded)
            static_cast<void>(schedule()); // cannot fail: the lane has this thread
    }

    Lanes &m_lanes;
    const std::string m_lane;
    const std::function<void()> m_work;
    std::mutex m_mutex; ///< guards the following members
    std::condition_variable m_ended;
    bool m_isRequested = false;
    bool m_isScheduled = false;
    bool m_isRunning = false;
    bool m_isEnded = false;
};

RepeatedTask::RepeatedTask(Lanes &lanes, std::string lane, std::function<void()> work)
    : m_state(std::make_shared<State>(lanes, std::move(lane), std::move(work)))
{}

RepeatedTask::~RepeatedTask()
{
    end();
}

Result<void> RepeatedTask::request()
{
    return m_state->request();
}

void RepeatedTask::end()
{
    m_state->end();
}

bool RepeatedTask::isRunning() const
{
    return m_state->isRunning();
}

bool RepeatedTask::waitForEnd(std::optional<std::chrono::milliseconds> time)
{
    return m_state->waitForEnd(time);
}

} // namespace Lockscope
