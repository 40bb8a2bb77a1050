// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/changewatch.h"

#include "system/clocks.h"
#include "system/idleinotifies.h"
#include "system/linktarget.h"
#include "system/perprocess.h"
#include "system/systemcalls.h"
#include "system/thread.h"
#include "system/wakeup.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <utility>

#include <sys/inotify.h>

namespace Lockscope {

namespace {

constexpr std::chrono::milliseconds Again(250);

/// That of the wake-up and that of inotify.
constexpr std::size_t OwnDescriptors = 2;

/// The program may have closed all of its descriptors, and another file may have this number now.
bool isInotify(const Inotify &inotify)
{
    const auto target = linkTarget("/proc/self/fd/" + std::to_string(inotify.fd()));
    return !target || *target == "anon_inode:inotify";
}

} // namespace

/// The watching thread and what it watches.
class ChangeWatch::Hub
{
public:
    static Hub &instance() { return perProcess<Hub>(); }

    Result<void> enter(ChangeWatch *watch)
    {
        const std::lock_guard guard(m_mutex);
        if (!m_isRunning) {
            auto wakeUp = WakeUp::create();
            if (!wakeUp)
                return wakeUp.error();
            m_wakeUp = std::move(*wakeUp);
            if (auto started = Thread::startDetached([this] { run(); }); !started) {
                m_wakeUp.reset();
                return started;
            }
            m_isRunning = true;
            renew();
        }
        m_all.insert(watch);
        return {};
    }

    /// Returns after the thread has ended if it was the last object: the program finds neither a thread nor a
    /// descriptor of ours then.
    void leave(ChangeWatch *watch)
    {
        std::unique_lock lock(m_mutex);
        m_all.erase(watch);
        setTime(watch, {});
        setDescriptors(watch, {});
        for (const int number : std::exchange(watch->m_watches, {}))
            drop(watch, number);
        if (!m_all.empty())
            return;
        m_wakeUp->wake();
        m_ended.wait(lock, [this] { return !m_isRunning || !m_all.empty(); });
    }

    bool follow(ChangeWatch *watch, const std::vector<Target> &targets)
    {
        // A watch that another object removes at the same moment is added again.
        constexpr int MostAttempts = 100;
        for (int attempt = 0; attempt < MostAttempts; ++attempt) {
            std::shared_ptr<Inotify> inotify;
            std::uint64_t removals = 0;
            {
                const std::lock_guard guard(m_mutex);
                inotify = m_inotify;
                removals = m_removals;
            }
            if (!inotify)
                return false;
            std::map<int, std::uint32_t> added;
            for (const auto &target : targets) {
                const auto mask = target.events | IN_MASK_ADD;
                const auto number = target.fd >= 0 ? inotify->add(target.fd, mask) : inotify->add(target.path, mask);
                if (number)
                    added[*number] |= target.events;
            }
            const std::lock_guard guard(m_mutex);
            if (inotify == m_inotify && removals == m_removals)
                return replace(watch, added);
        }
        return true;
    }

    bool isWatching(const ChangeWatch *watch)
    {
        const std::lock_guard guard(m_mutex);
        return !watch->m_watches.empty();
    }

    void wakeAt(ChangeWatch *watch, std::optional<std::chrono::nanoseconds> time)
    {
        const std::lock_guard guard(m_mutex);
        setTime(watch, time);
        if (time && m_times.begin()->second == watch)
            m_wakeUp->wake();
    }

    void wakeWhen(ChangeWatch *watch, std::vector<struct pollfd> descriptors,
                  std::optional<std::chrono::nanoseconds> time)
    {
        const std::lock_guard guard(m_mutex);
        setTime(watch, time);
        setDescriptors(watch, std::move(descriptors));
        m_wakeUp->wake();
    }

private:
    // All of the following REQUIRE that the mutex is held, except run().

    bool replace(ChangeWatch *watch, const std::map<int, std::uint32_t> &added)
    {
        bool isNew = false;
        const auto before = std::exchange(watch->m_watches, {});
        for (const auto &[number, events] : added) {
            watch->m_watches.insert(number);
            m_watchers[number][watch] = events;
            isNew = isNew || !before.contains(number);
        }
        for (const int number : before) {
            if (!added.contains(number))
                drop(watch, number);
        }
        return isNew;
    }

    void drop(ChangeWatch *watch, int number)
    {
        const auto found = m_watchers.find(number);
        if (found == m_watchers.end())
            return;
        found->second.erase(watch);
        if (!found->second.empty())
            return;
        m_watchers.erase(found);
        ++m_removals;
        if (m_inotify && isInotify(*m_inotify))
            m_inotify->remove(number);
    }

    void setTime(ChangeWatch *watch, std::optional<std::chrono::nanoseconds> time)
    {
        if (watch->m_time)
            m_times.erase({*watch->m_time, watch});
        watch->m_time = time;
        if (time)
            m_times.insert({*time, watch});
    }

    /// A descriptor that is closed now must not be polled any more.
    void setDescriptors(ChangeWatch *watch, std::vector<struct pollfd> descriptors)
    {
        if (!watch->m_descriptors.empty())
            m_wakeUp->wake();
        watch->m_descriptors = std::move(descriptors);
        if (watch->m_descriptors.empty())
            m_polling.erase(watch);
        else
            m_polling.insert(watch);
    }

    /// A new inotify instance, if the system has one: otherwise only times wake.
    void renew()
    {
        m_watchers.clear();
        for (auto *const watch : m_all)
            watch->m_watches.clear();
        auto taken = takeInotify();
        m_inotify = taken ? std::make_shared<Inotify>(std::move(*taken)) : nullptr;
    }

    std::set<ChangeWatch *> readEvents()
    {
        if (!m_inotify)
            return {};
        if (!isInotify(*m_inotify)) {
            m_inotify->abandon();
            renew();
            return m_all;
        }
        std::set<ChangeWatch *> changed;
        for (const auto &event : m_inotify->read()) {
            if ((event.mask & IN_Q_OVERFLOW) != 0)
                return m_all;
            const auto found = m_watchers.find(event.watch);
            if (found == m_watchers.end())
                continue;
            const bool hasEnded = (event.mask & IN_IGNORED) != 0; // the inode no longer exists
            for (const auto &[watch, events] : found->second) {
                if (hasEnded || (event.mask & (events | IN_UNMOUNT)) != 0)
                    changed.insert(watch);
                if (hasEnded)
                    watch->m_watches.erase(event.watch);
            }
            if (hasEnded)
                m_watchers.erase(found);
        }
        return changed;
    }

    void addDue(std::set<ChangeWatch *> &changed)
    {
        const auto now = steadyNow();
        while (!m_times.empty() && m_times.begin()->first <= now) {
            auto *const watch = m_times.begin()->second;
            setTime(watch, {});
            changed.insert(watch);
        }
    }

    void addReady(const std::vector<struct pollfd> &polled, const std::vector<ChangeWatch *> &owners,
                  std::set<ChangeWatch *> &changed)
    {
        for (std::size_t i = 0; i < owners.size(); ++i) {
            const auto &descriptor = polled[i + OwnDescriptors];
            if (descriptor.revents == 0 || !m_polling.contains(owners[i]))
                continue;
            if ((descriptor.revents & POLLNVAL) != 0) {
                // The program has closed it: it will never be ready.
                std::erase_if(owners[i]->m_descriptors, [&](const auto &own) { return own.fd == descriptor.fd; });
                continue;
            }
            setDescriptors(owners[i], {});
            changed.insert(owners[i]);
        }
    }

    /// The program has closed its descriptor.
    void replaceWakeUp()
    {
        if (auto made = WakeUp::create())
            m_wakeUp = std::move(*made);
    }

    void end()
    {
        m_isRunning = false;
        m_ended.notify_all();
        m_wakeUp.reset();
        // No other thread uses it: an object that follows keeps the thread running.
        if (m_inotify)
            leaveInotify(std::move(*m_inotify));
        m_inotify.reset();
    }

    std::optional<timespec> untilNext() const
    {
        if (m_times.empty())
            return {};
        const auto left = std::max(m_times.begin()->first - steadyNow(), std::chrono::nanoseconds::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        return timespec{seconds.count(), (left - seconds).count()};
    }

    void run()
    {
        for (;;) {
            std::vector<struct pollfd> fds;
            std::vector<ChangeWatch *> owners; // of the descriptors after our own
            std::optional<timespec> timeout;
            {
                const std::lock_guard guard(m_mutex);
                if (m_all.empty())
                    return end();
                fds = {{m_wakeUp->fd(), POLLIN, 0}, {m_inotify ? m_inotify->fd() : -1, POLLIN, 0}};
                for (auto *const watch : m_polling) {
                    fds.insert(fds.end(), watch->m_descriptors.begin(), watch->m_descriptors.end());
                    owners.insert(owners.end(), watch->m_descriptors.size(), watch);
                }
                timeout = untilNext();
            }
            // Calls the kernel directly: a test may replace the table of system calls during this call.
            ::ppoll(fds.data(), fds.size(), timeout ? &*timeout : nullptr, nullptr);
            const std::lock_guard guard(m_mutex);
            if ((fds[0].revents & POLLNVAL) != 0)
                replaceWakeUp();
            else if (fds[0].revents != 0)
                m_wakeUp->drain();
            auto changed = fds[1].revents != 0 ? readEvents() : std::set<ChangeWatch *>();
            addReady(fds, owners, changed);
            addDue(changed);
            for (auto *const watch : changed) {
                if (!watch->m_changed())
                    setTime(watch, steadyNow() + Again);
            }
        }
    }

    std::mutex m_mutex; ///< guards all members, and is held while an object is called back
    std::condition_variable m_ended;
    bool m_isRunning = false;
    std::optional<WakeUp> m_wakeUp;
    std::shared_ptr<Inotify> m_inotify;
    std::set<ChangeWatch *> m_all;
    std::set<ChangeWatch *> m_polling;                                ///< those with descriptors
    std::map<int, std::map<ChangeWatch *, std::uint32_t>> m_watchers; ///< by inotify watch: who, and for which events
    std::set<std::pair<std::chrono::nanoseconds, ChangeWatch *>> m_times;
    std::uint64_t m_removals = 0;
};

Result<std::unique_ptr<ChangeWatch>> ChangeWatch::create(Callback changed)
{
    std::unique_ptr<ChangeWatch> watch(new ChangeWatch(std::move(changed)));
    if (auto entered = Hub::instance().enter(watch.get()); !entered) {
        watch->m_changed = nullptr;
        return entered.error();
    }
    return watch;
}

ChangeWatch::~ChangeWatch()
{
    if (m_changed)
        Hub::instance().leave(this);
}

bool ChangeWatch::follow(const std::vector<Target> &targets)
{
    return Hub::instance().follow(this, targets);
}

bool ChangeWatch::isWatching() const
{
    return Hub::instance().isWatching(this);
}

void ChangeWatch::wakeAt(std::optional<std::chrono::nanoseconds> time)
{
    Hub::instance().wakeAt(this, time);
}

void ChangeWatch::wakeWhen(std::vector<struct pollfd> descriptors, std::optional<std::chrono::nanoseconds> time)
{
    Hub::instance().wakeWhen(this, std::move(descriptors), time);
}

} // namespace Lockscope
