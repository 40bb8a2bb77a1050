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

/// Waits for a lock, holds it and gives it up again, on a thread that lives exactly so long: an id of a thread that has
/// ended may be given to another, which would then seem to hold the lock. One thread owns the worker.
class LockWorker
{
public:
    /// The kind of a lock for which none is said: the kind of defaultLock().
    static constexpr std::string_view DefaultKind = "link";

    /// Where the lock comes from.
    struct Source
    {
        std::string kind;
        std::filesystem::path path;
        KindOptions options;
        std::unique_ptr<LockFile> lock; ///< null: to be made from the others
    };

    struct Ending
    {
        Result<void> release;
        std::optional<Failure> loss; ///< why it ended, if not because of requestEnd()
        bool isHeldStill = false;    ///< the release failed: see releaseAgain()
    };

    /// What came of it: refused(), or acquired() and later ended(). Called on the worker's thread.
    struct Sink
    {
        std::function<void(const Failure &)> refused;
        std::function<void()> acquired;
        std::function<void(const Ending &ending)> ended;
    };

    explicit LockWorker(Source source);
    /// Ends the wait or gives the lock up, silently.
    ~LockWorker();
    LockWorker(const LockWorker &) = delete;
    LockWorker &operator=(const LockWorker &) = delete;

    /// REQUIRES: the last start() was answered by refused() or ended().
    void start(Timeout timeout, Sink sink);
    /// Ends the wait, or gives up what is held.
    void requestEnd();
    /// REQUIRES: ended() was called, and the lock is still held. It calls ended() again.
    void releaseAgain(Sink sink);

    /// Its lock is the worker's while it is at work.
    const Source &source() const { return m_source; }
    /// REQUIRES: as start().
    void setSource(Source source) { m_source = std::move(source); }

private:
    Result<void> acquire(Timeout timeout, const std::stop_token &stop);
    std::optional<Failure> hold(const std::stop_token &stop, const WakeUp &wakeUp) const;
    void release(const Sink &sink, std::optional<Failure> loss) const;
    void work(const std::stop_token &stop, Timeout timeout, const Sink &sink);

    Source m_source;
    std::atomic<bool> m_isLeaving = false; ///< nobody is there any more to be told
    std::jthread m_thread;                 ///< last: it ends before the lock goes
};

} // namespace Lockscope
