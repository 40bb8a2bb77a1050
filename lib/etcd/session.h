// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "etcd/gateway.h"
#include "system/thread.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace Lockscope {

/// The place of one object in the queue of a lock: a key on a lease, from the first attempt to the release. A thread
/// renews the lease, and notices when the key is the first one, and when it is deleted. Must be destroyed in the
/// process that created it.
class EtcdSession
{
public:
    enum class State
    {
        Waiting,
        Owner,
        KeyDeleted,
        LeaseEnded,
    };

    /// Enqueues a key. Blocks.
    static Result<std::unique_ptr<EtcdSession>> begin(const EtcdSettings &settings, const std::string &name,
                                                      std::chrono::seconds ttl, const std::filesystem::path &path);
    /// Ends the lease without waiting long for etcd, unless it was released.
    ~EtcdSession();
    EtcdSession(const EtcdSession &) = delete;
    EtcdSession &operator=(const EtcdSession &) = delete;

    State state() const;
    /// The time until the lease may end.
    std::chrono::nanoseconds leaseLeft() const;
    /// A file that is written when the state changes; -1 if none could be created.
    int changeFd() const { return m_changes; }
    const std::string &key() const { return m_key; }
    std::int64_t createRevision() const { return m_createRevision; }
    pid_t process() const { return m_process; }

    /// Whether etcd still has the key. If etcd does not answer: whether the lease is certain to last.
    bool isKept() const;
    /// Marks the key as released, and ends the lease, which deletes it. NotMyLock if it was lost.
    Result<void> release();

private:
    EtcdSession(EtcdSettings settings, std::string name, std::chrono::seconds ttl, std::filesystem::path path);

    Result<void> enqueue();
    Result<void> start();
    void stop();
    void run();
    /// Determines the state, and watches the key on which it depends.
    bool look(EtcdGateway &gateway);
    void renew(EtcdGateway &gateway);
    void renewed(std::chrono::nanoseconds sentAt, std::chrono::seconds ttl);
    void change(State state);
    Failure lost(LockErrc code) const;

    const EtcdSettings m_settings;
    const std::string m_name;
    const std::chrono::seconds m_ttl;
    const std::filesystem::path m_path;
    const pid_t m_process;
    std::string m_key;
    std::string m_value;
    std::int64_t m_lease = 0;
    std::int64_t m_createRevision = 0;
    int m_changes = -1;
    int m_stop = -1; ///< an eventfd
    std::atomic<State> m_state = State::Waiting;
    std::atomic<std::int64_t> m_leaseEnd = 0; ///< nanoseconds on leaseClock()
    std::chrono::nanoseconds m_nextRenewal{}; ///< on leaseClock(); of the thread
    bool m_isRevoked = false;
    Thread m_thread;
};

/// A clock that also runs while the host is suspended, and that nobody sets.
std::chrono::nanoseconds leaseClock();

} // namespace Lockscope
