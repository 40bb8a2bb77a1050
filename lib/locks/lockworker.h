// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockkinds.h>
#include <lockscope/result.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Acquires, watches and releases one lock for an AsyncLock, in tasks of Lanes that a ChangeWatch starts: a lock that
/// is waited for or held needs neither a thread nor a descriptor of its own. Whichever thread runs a task, the lock
/// belongs to the identity of this object. The object itself is used by one thread.
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
        std::unique_ptr<LockFile> lock;                    ///< null: created from the other members
        std::function<std::unique_ptr<LockFile>()> create; ///< empty: created by kind and options
    };

    struct Ending
    {
        Result<void> release;
        std::optional<Failure> loss; ///< why the lock was lost; absent after requestEnd()
        bool isHeldStill = false;    ///< the release failed: see releaseAgain()
    };

    /// Callbacks for the result: either refused(), or acquired() and later ended(). Called in another thread, which
    /// they must not block.
    struct Sink
    {
        std::function<void(const Failure &)> refused;
        std::function<void()> acquired;
        std::function<void(const Ending &ending)> ended;
    };

    explicit LockWorker(Source source);
    /// Ends the wait or releases the lock, without calling back. Waits for that, but only for a moment if the file
    /// system does not respond: it is then done when it does.
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
    const Source &source() const;
    /// REQUIRES: as for start().
    void setSource(Source source);

private:
    class Job;
    std::shared_ptr<Job> m_job; ///< shared with its tasks, which may outlive this object
};

} // namespace Lockscope
