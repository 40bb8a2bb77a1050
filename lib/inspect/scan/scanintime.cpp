// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/scan/scanintime.h"

#include "system/answers.h"
#include "system/thread.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace Lockscope {

namespace {

/// Forwards the results of a scan to the caller's sink until it is shut.
class Gate
{
public:
    explicit Gate(const ScanSink &sink)
        : m_sink(&sink)
    {
        m_own.batch = [this](std::vector<LockReport> reports) {
            pass([&](const ScanSink &to) {
                if (to.batch)
                    to.batch(std::move(reports));
            });
        };
        m_own.progress = [this](const ScanProgress &progress) { passProgress(progress); };
        m_own.unreadable = [this](const Failure &failure) {
            pass([&](const ScanSink &to) {
                if (to.unreadable)
                    to.unreadable(failure);
            });
        };
        m_own.directory = [this](const std::filesystem::path &directory) {
            pass([&](const ScanSink &to) {
                if (to.directory)
                    to.directory(directory);
            });
        };
    }
    Gate(const Gate &) = delete;
    Gate &operator=(const Gate &) = delete;

    const ScanSink &sink() const { return m_own; }
    std::stop_source &stopSource() { return m_stop; }

    void end()
    {
        const std::lock_guard companionLock(m_mutex);
        m_hasEnded = true;
        m_changed.notify_all();
    }

    /// Until the scan has ended, or has made no progress for too long: then the gate is shut.
    bool wait()
    {
        constexpr int Steps = 50;
        std::unique_lock lock(m_mutex);
        auto signs = m_signs;
        // Counted in short steps, each at most once: time during which this process was stopped does not count.
        for (int silent = 0; silent < Steps; ++silent) {
            if (m_changed.wait_for(lock, LongestSilence / Steps, [this] { return m_hasEnded; }))
                return true;
            if (std::exchange(signs, m_signs) != m_signs)
                silent = -1;
        }
        m_sink = nullptr;
        m_stop.request_stop();
        return false;
    }

private:
    template <typename Call>
    void pass(Call call)
    {
        const std::lock_guard companionLock(m_mutex);
        if (m_sink)
            call(*m_sink);
        ++m_signs;
    }

    /// Reported periodically anyway: counts as progress only if the scan got further.
    void passProgress(const ScanProgress &progress)
    {
        const std::lock_guard companionLock(m_mutex);
        if (m_sink && m_sink->progress)
            m_sink->progress(progress);
        const auto now = progress.entries + progress.directories + progress.locks;
        if (std::exchange(m_progress, now) != now)
            ++m_signs;
    }

    ScanSink m_own;
    std::stop_source m_stop;
    std::mutex m_mutex; ///< guards the following members, and is held while the caller's sink is called
    std::condition_variable m_changed;
    const ScanSink *m_sink;
    std::uint64_t m_signs = 0;
    std::uint64_t m_progress = 0;
    bool m_hasEnded = false;
};

} // namespace

bool scanInTime(std::function<void(const ScanSink &, std::stop_token)> scan, const ScanSink &sink, std::stop_token stop)
{
    const auto gate = std::make_shared<Gate>(sink);
    const std::stop_callback onStop(stop, [&gate] { gate->stopSource().request_stop(); });
    const auto started = Thread::startDetached([gate, scan = std::move(scan)] {
        scan(gate->sink(), gate->stopSource().get_token());
        gate->end();
    });
    if (started)
        return gate->wait();
    gate->sink().unreadable(started.error());
    return true;
}

} // namespace Lockscope
