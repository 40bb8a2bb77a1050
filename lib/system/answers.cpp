// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/answers.h"

#include "system/clocks.h"
#include "system/linktarget.h"
#include "system/mountprobe.h"
#include "system/thread.h"
#include "values/lockphrases.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>

#include <cerrno>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>

namespace Lockscope {

namespace {

/// The work that was given to a thread.
struct Job
{
    std::mutex mutex; ///< guards the following members
    std::condition_variable changed;
    bool isDone = false;
    std::exception_ptr exception;

    void run(std::function<void()> work)
    {
        std::exception_ptr thrown;
        try {
            work();
        } catch (...) {
            thrown = std::current_exception();
        }
        work = nullptr; // what it owns is destroyed before the waiters are notified
        const std::lock_guard guard(mutex);
        isDone = true;
        exception = thrown;
        changed.notify_all();
    }

    /// Counted in short steps, each at most once: time during which this process was stopped does not count.
    bool wait(const Steps &steps)
    {
        constexpr int Waits = 50;
        std::unique_lock lock(mutex);
        std::uint64_t before = 0;
        for (int silent = 0; silent < Waits; ++silent) {
            if (changed.wait_for(lock, LongestSilence / Waits, [this] { return isDone; }))
                return true;
            if (steps && std::exchange(before, steps->load()) != before)
                silent = -1;
        }
        return false;
    }
};

/// What is known about mounts. Never destroyed: threads may outlive main().
struct KnownMounts
{
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<Job>> leftBehind; ///< unfinished work
    std::map<std::string, std::chrono::nanoseconds> answered;
    std::map<std::string, std::chrono::nanoseconds> silent;

    static KnownMounts &instance()
    {
        static auto *const all = new KnownMounts;
        return *all;
    }
    bool hangs(const std::string &mount)
    {
        const std::lock_guard guard(mutex);
        const auto found = leftBehind.find(mount);
        if (found == leftBehind.end())
            return false;
        const std::lock_guard job(found->second->mutex);
        return !found->second->isDone;
    }
    void add(const std::string &mount, std::shared_ptr<Job> job)
    {
        const std::lock_guard guard(mutex);
        leftBehind[mount] = std::move(job);
    }
    /// Whether it responded, if it was checked a moment ago.
    std::optional<bool> lately(const std::string &mount)
    {
        constexpr std::chrono::seconds Answered(1);
        constexpr std::chrono::seconds Silent(10);
        const std::lock_guard guard(mutex);
        const auto isFresh = [&mount](const auto &times, std::chrono::nanoseconds limit) {
            const auto time = times.find(mount);
            return time != times.end() && steadyNow() - time->second < limit;
        };
        if (isFresh(silent, Silent))
            return false;
        return isFresh(answered, Answered) ? std::optional(true) : std::nullopt;
    }
    void note(const std::string &mount, bool hasAnswered)
    {
        const std::lock_guard guard(mutex);
        (hasAnswered ? answered : silent)[mount] = steadyNow();
        (hasAnswered ? silent : answered).erase(mount);
    }
};

/// From first to last.
std::deque<std::filesystem::path> partsOf(const std::filesystem::path &path)
{
    return {path.begin(), path.end()};
}

} // namespace

bool mayNotAnswer(const MountTable::Mount &mount)
{
    return mount.fileSystem.remote || mount.fileSystem.type.starts_with("fuse") || mount.fileSystem.type == "autofs";
}

std::optional<MountTable::Mount> mountBehind(const std::filesystem::path &path, const MountTable &mounts)
{
    constexpr int MostLinks = 40;
    std::error_code error;
    auto rest = partsOf(std::filesystem::absolute(path, error)); // asks the kernel only for the working directory
    if (error)
        return {};
    std::filesystem::path way = "/";
    int links = 0;
    while (!rest.empty()) {
        const auto part = std::move(rest.front());
        rest.pop_front();
        if (part == "/" || part == "." || part.empty())
            continue;
        // The part before it has no links any more, so that `..` can be resolved by name.
        way = part == ".." ? way.parent_path() : way / part;
        const auto mount = mounts.mountOf(way);
        if (mount && mayNotAnswer(*mount))
            return mount;
        const auto target = linkTarget(way);
        if (!target || ++links > MostLinks)
            continue;
        way = target->is_absolute() ? std::filesystem::path("/") : way.parent_path();
        const auto parts = partsOf(*target);
        rest.insert(rest.begin(), parts.begin(), parts.end());
    }
    return mounts.mountOf(way);
}

std::optional<std::string> mountToWaitFor(const std::filesystem::path &path, const MountTable &mounts)
{
    const auto mount = mountBehind(path, mounts);
    if (!mount) // a working directory that has been unmounted
        return path.is_absolute() ? std::nullopt : std::optional<std::string>(std::string());
    if (!mayNotAnswer(*mount))
        return std::nullopt;
    return mount->point + ' ' + std::to_string(mount->major) + ':' + std::to_string(mount->minor);
}

bool answers(const std::string &mount, const std::filesystem::path &path)
{
    auto &known = KnownMounts::instance();
    if (const auto lately = known.lately(mount))
        return *lately;
    const bool answered = answersProbe(path, LongestSilence);
    known.note(mount, answered);
    return answered;
}

bool returnsInTime(const std::string &mount, std::function<void()> work, const Steps &steps)
{
    if (KnownMounts::instance().hangs(mount))
        return false;
    const auto job = std::make_shared<Job>();
    // Detached, because a thread that hangs in a file system cannot be joined.
    if (!Thread::startDetached([job, work = std::move(work)]() mutable { job->run(std::move(work)); }))
        return false; // it cannot be done in this thread, which must not hang
    if (!job->wait(steps)) {
        KnownMounts::instance().add(mount, job);
        return false;
    }
    if (job->exception)
        std::rethrow_exception(job->exception);
    return true;
}

SilentMounts::SilentMounts(const MountTable &mounts)
{
    for (const auto &mount : mounts.topmost()) {
        if (mayNotAnswer(mount))
            m_points.emplace_back(mount.point);
    }
}

std::set<std::string> SilentMounts::namesIn(int directory) const
{
    std::set<std::string> names;
    if (m_points.empty())
        return names;
    const auto path = linkTarget("/proc/self/fd/" + std::to_string(directory));
    for (const auto &point : m_points) {
        if (path && point.parent_path() == *path)
            names.insert(point.filename().native());
    }
    return names;
}

const char *noAnswerText()
{
    return LockPhrases::noop("the file system does not answer");
}

Failure noAnswer(LockErrc code, const std::filesystem::path &path)
{
    errno = ETIMEDOUT;
    auto failure = Failure::fromErrno(code, "openat", path);
    failure.details = {Sentence::Detail::NoAnswer};
    return failure;
}

Result<void> fileSystemAnswers(const std::filesystem::path &path, LockErrc code)
{
    const auto mount = mountToWaitFor(path, MountTable());
    if (mount && !answers(*mount, path))
        return noAnswer(code, path);
    return {};
}

} // namespace Lockscope
