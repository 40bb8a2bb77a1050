// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "etcd/httpconnection.h"

#include <lockscope/etcd.h>

#include <QJsonObject>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// The calls of etcd's JSON gateway that locks need. 64-bit numbers are strings there, bytes are base64, and what is
/// absent means 0 or false. Reads are linearizable: without a majority there is no answer. Blocks; used by one thread.
class EtcdGateway
{
public:
    /// Calls end when `stopFd` becomes readable; -1: never. `path` is that of failures.
    EtcdGateway(EtcdSettings settings, std::filesystem::path path, int stopFd = -1);

    Result<std::int64_t> grant(std::chrono::seconds ttl);
    /// The time to live from now on; absent if the lease has ended.
    Result<std::optional<std::chrono::seconds>> keepAlive(std::int64_t lease);
    Result<void> revoke(std::int64_t lease);
    struct LeaseState
    {
        std::int64_t left = -1; ///< seconds; -1: it has ended
        std::int64_t granted = 0;
        std::vector<std::string> keys;
    };
    Result<LeaseState> leaseState(std::int64_t lease);

    struct Keys
    {
        std::int64_t revision = 0; ///< of the whole store
        std::vector<EtcdKey> keys; ///< by their creation
    };
    /// All keys that begin with the prefix, in pages.
    Result<Keys> list(const std::string &prefix);
    /// The one that was created last before the revision.
    Result<Keys> lastBefore(const std::string &prefix, std::int64_t revision);
    Result<Keys> get(const std::string &key);

    /// Creates the key on the lease if it does not exist. The first of the prefix is the holder.
    struct Enqueued
    {
        std::int64_t createRevision = 0;
        std::optional<EtcdKey> first;
    };
    Result<Enqueued> enqueue(const std::string &key, const std::string &value, std::int64_t lease,
                             const std::string &prefix);
    /// Changes the value if the key is still the one that was created at this revision. Returns whether it is.
    Result<bool> replace(const std::string &key, std::int64_t createRevision, const std::string &value,
                         std::int64_t lease);
    /// Deletes the key if it and its lease are unchanged. Returns whether they are.
    Result<bool> removeIfSame(const EtcdKey &key);
    /// Creates the key, unless a key with the prefix exists. Returns whether the key was created.
    Result<bool> createIfNone(const EtcdKey &key, const std::string &prefix);

    struct Event
    {
        bool isDeletion = false;
        EtcdKey key;
        std::optional<EtcdKey> before;
    };
    /// Watches a key, or all with this prefix, from this revision on. Events may have arrived with the answer, and are
    /// not reported by watchFd(): call events() before waiting.
    Result<void> startWatch(const std::string &key, bool isPrefix, std::int64_t fromRevision);
    void stopWatch() { m_watch.close(); }
    int watchFd() const { return m_watch.fd(); }
    bool isWatching() const { return m_watch.isOpen(); }
    /// The events that have arrived; never waits. Absent if the watch has ended. `compacted` is set to the oldest
    /// revision that etcd still has, if the watch asked for an older one.
    std::optional<std::vector<Event>> events(std::int64_t *compacted = nullptr);

    const EtcdSettings &settings() const { return m_settings; }

    /// Whether a failure means that the lease does not exist.
    static bool isLeaseGone(const Failure &failure);

private:
    Result<QJsonObject> call(const char *path, const QJsonObject &request);
    Result<QJsonObject> callOnce(const char *path, const QByteArray &body, const QDeadlineTimer &deadline,
                                 const std::string &endpoint);
    Result<void> checkTransport(const std::string &endpoint) const;
    Result<void> authenticate(const QDeadlineTimer &deadline);
    Result<bool> transact(const QJsonObject &compare, const QJsonObject &operation);
    Result<Keys> range(QJsonObject request);
    Failure noAnswer(const std::string &endpoint, const QString &reason) const;

    EtcdSettings m_settings;
    std::filesystem::path m_path;
    HttpConnection m_connection;
    HttpConnection m_watch;
    QByteArray m_token;
    std::size_t m_endpoint = 0;
};

/// Whether the host of an endpoint is this one, by its name or its address.
bool isThisHost(const std::string &host);

/// The range of all keys that begin with the prefix; every key begins with the empty one.
std::string beginOfPrefix(const std::string &prefix);
std::string endOfPrefix(std::string prefix);

} // namespace Lockscope
