// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/wakeup.h"

#include <lockscope/lockfile.h>
#include <lockscope/lockkinds.h>
#include <lockscope/result.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace Lockscope {

/// Waits for a lock, holds it and releases it, in a thread of its own that runs exactly as long. If the thread ended
/// earlier, its thread ID could be reused by another thread, which would then appear to hold the lock. The worker
/// itself is used by one thread.
class LockWorker
{
public:
    /// The kind that is used if none is given: that of defaultLock().
    static constexpr std::string_view DefaultKind = "link";

    /// The lock, or how to create it.
    struct Source
    {
        std::string kind;
        std::filesystem::path path;
        KindOptions options;
        std::unique_ptr<LockFile> lock; ///< null: created from the other members
    };

    struct Ending
    {
        Result<void> release;
        std::optional<Failure> loss; ///< why the lock was lost; absent after requestEnd()
        bool isHeldStill = false;    ///< the release failed: see releaseAgain()
    };

    /// Callbacks for the result: either refused(), or acquired() and later ended(). Called in the worker's thread.
    struct Sink
    {
        std::function<void(const Failure &)> refused;
        std::function<void()> acquired;
        std::function<void(const Ending &ending)> ended;
    };

    explicit LockWorker(Source source);
    /// Ends the wait or releases the lock, without calling back.
    ~LockWorker();
    LockWorker(const LockWorker &) = delete;
    LockWorker &operator=(const LockWorker &) = delete;

    /// REQUIRES: the last start() was answered by refused() or ended().
    void start(Timeout timeout, Sink sink);
    /// Ends the wait, or releases the lock.
    void requestEnd();
    /// REQUIRES: ended() was called, and the lock is still held. Calls ended() again.
    void releaseAgain(Sink sink);

    /// While the worker is active, only the worker may use its lock.
    const Source &source() const { return m_source; }
    /// REQUIRES: as for start().
    void setSource(Source source) { m_source = std::move(source); }

private:
    Result<void> acquire(Timeout timeout, const std::stop_token &stop);
    std::optional<Failure> hold(const std::stop_token &stop, const WakeUp &wakeUp) const;
    void release(const Sink &sink, std::optional<Failure> loss) const;
    void work(const std::stop_token &stop, Timeout timeout, const Sink &sink);

    Source m_source;
    std::atomic<bool> m_isLeaving = false; ///< the owner is being destroyed: no more callbacks
    std::jthread m_thread;                 ///< last: it must end before the lock is destroyed
};

} // namespace Lockscope
