// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Locks in etcd, which hosts that share no file system use together: EtcdLock, and EtcdInspector for the locks of
/// others. In the library Lockscope::Etcd, which needs Qt's Network module.

#include <lockscope/inspector.h>
#include <lockscope/lockfile.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/result.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// How etcd is reached: by its JSON gateway, which etcd 3.4 and later have on the port for clients.
struct EtcdSettings
{
    /// Tried in this order. `https` verifies the server, and needs a QCoreApplication; `http` is refused to other hosts
    /// unless plainHttp is set.
    std::vector<std::string> endpoints{"http://127.0.0.1:2379"};
    std::string user; ///< empty: without authentication
    std::string password;
    std::filesystem::path caFile;          ///< of the server's certificate; empty: those of the system
    std::filesystem::path certificateFile; ///< of this client; empty: none
    std::filesystem::path keyFile;
    bool plainHttp = false;
    std::chrono::milliseconds timeout{5000}; ///< of one request

    /// `etcd` in $XDG_CONFIG_HOME/lockscope or ~/.config/lockscope.
    static std::filesystem::path file();
    /// Reads the settings, one `key = value` per line: endpoint (repeated for further members), user, password, ca,
    /// certificate, key, plain-http (yes or no); `#` starts a comment. The defaults if there is no file. ReadFailed if
    /// the file cannot be read, if others could have written it, or read the password in it, or if a line is invalid.
    static Result<EtcdSettings> read(const std::filesystem::path &file = EtcdSettings::file());
};

/// The address of one lock: `etcd://127.0.0.1:2379/build`.
struct EtcdAddress
{
    std::string host; ///< empty: the endpoints of the settings
    int port = 2379;
    std::string name;

    /// Whether the text begins like an address.
    static bool isAddress(std::string_view text) { return text.starts_with("etcd://"); }
    /// InvalidOption if it is not an address, or if the name belongs to Kubernetes, whose keys are not used as locks.
    static Result<EtcdAddress> parse(std::string_view text);
    /// The same for all locks below a name, for EtcdInspector::watchBelow(): the name may be empty, and a slash at its
    /// end has no meaning.
    static Result<EtcdAddress> parsePrefix(std::string_view text);
    /// The settings for this address: if it names a host, that host is the only endpoint. It is reached by https,
    /// unless it is this host, or the settings have it as an http endpoint.
    EtcdSettings settingsFrom(EtcdSettings settings) const;
    std::string text() const;
};

/// A lock in etcd that excludes every program on any host that uses the same name, including `etcdctl lock` and other
/// users of Go's clientv3/concurrency, whose keys have the same form: NAME/LEASE, in a queue that etcd orders.
///
///     EtcdLock lock("build");
///     if (auto acquired = lock.acquire(10s); !acquired)
///         qWarning() << acquired.error().message();
///     deploy(lock.token());
///
/// The key is on a lease, which a thread of this object renews while it waits for the lock or holds it. If the process
/// is killed, etcd frees the lock when the lease ends. If the process is stopped, or etcd cannot be reached, for longer
/// than that, the lock is lost: isHeldByMe() is false from the moment at which etcd may have ended the lease, by the
/// clock of this host that also runs while it is suspended. The program does not notice that by itself: check
/// isHeldByMe(), use LossWatch, or pass the token to what the lock protects.
///
/// Each acquisition and release sends requests that block for Settings::timeout at most. acquire() fails with
/// LockFailed if etcd does not answer.
class EtcdLock : public LockFile
{
public:
    /// Of the lease. etcd extends times that are shorter than its election timeout, about 2 seconds.
    static constexpr std::chrono::seconds DefaultTtl{20};

    explicit EtcdLock(std::string name, EtcdSettings settings = {}, std::chrono::seconds ttl = DefaultTtl);
    ~EtcdLock() override;

    std::string_view kind() const override { return "etcd"; }
    /// The revision at which this object's key was created.
    std::string token() const override;
    /// The moment, in milliseconds from now, at which the lease ends unless it is renewed; absent if the lock is not
    /// held.
    std::optional<std::chrono::milliseconds> leaseLeft() const;

protected:
    Result<Attempt> attempt() override;
    Result<void> doRelease() override;
    bool isStillMine() const override;
    Result<bool> queryLocked() const override;
    BreakMethod breakManner() const override { return BreakMethod::Own; }
    Result<void> breakOwn(bool mustBeStale) override;
    Failure lossOf() const override;
    WaitTarget awaited() const override;
    void attemptsEnded() override;
    std::optional<Claim> readClaim() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// A key of a lock in etcd.
struct EtcdKey
{
    std::string key;
    std::string value;
    std::int64_t createRevision = 0;
    std::int64_t modRevision = 0;
    std::int64_t lease = 0; ///< 0: the key stays until it is deleted

    bool operator==(const EtcdKey &) const = default;
};

/// A lock in etcd that was broken, as recorded in the journal.
struct BrokenEtcdLock
{
    std::string id; ///< begins with `etcd-`
    std::string address;
    EtcdKey key;
    WallTime brokenAt;

    bool operator==(const BrokenEtcdLock &) const = default;
};

/// What has changed among the locks below a name.
struct EtcdChanges
{
    std::vector<LockReport> updated;  ///< new and changed locks
    std::vector<std::string> removed; ///< the keys of locks that no longer exist, see LockReport::key()
    std::optional<Failure> failure;   ///< etcd did not answer: all known locks are in `updated`, as `unknown`
};

/// The events that lead from one report about a lock to the next. Null: the lock was not known before, or no longer
/// exists.
std::vector<LockEvent> etcdEvents(const LockReport *before, const LockReport *now);

/// Inspects, breaks and restores the locks of others in etcd. Blocks; not thread-safe.
class EtcdInspector
{
public:
    explicit EtcdInspector(EtcdSettings settings = {});
    ~EtcdInspector();

    /// One lock: holder, queue, time left of the lease, and what the inspector knows about the process that the key
    /// records. LockReport::path is the address. `held` if a key exists; `stale` if moreover its process is proven to
    /// have exited; `free` if no key exists, with the reason former-holder-alive if the process whose lease ended is
    /// still running; `unknown` with the reason `unreachable` if no majority of etcd answers.
    LockReport inspect(const EtcdAddress &address, Inspector &inspector);
    /// Asks other hosts about processes that run there. Null: none is asked.
    void setHosts(std::shared_ptr<HostAsker> hosts);

    /// Deletes the key of the holder that inspect() found last, if it is unchanged, and records it in the journal.
    /// BreakRefused if the report is not `stale`, unless forced; BreakChanged, NothingToBreak. The holder is not
    /// notified.
    enum class Force
    {
        No,
        Yes,
    };
    Result<BrokenEtcdLock> breakLock(const LockReport &report, Force force);
    /// Creates the key again on its lease. UndoRefused if another client holds or awaits the lock, or if the lease has
    /// ended. The token is a new one. Without an ID: the lock that was broken last.
    Result<BrokenEtcdLock> undo(const std::string &id = {});
    /// The locks in the journal, the oldest first.
    static Result<std::vector<BrokenEtcdLock>> broken();

    /// Inspects the lock whenever its keys change, and every five seconds, because a silent connection does not show
    /// that etcd has lost its majority. Returns when `use` returns false, or soon after `stopFd` becomes readable.
    void watch(const EtcdAddress &address, const std::function<bool(const LockReport &)> &use, int stopFd);
    /// The same for all locks at or below a name: `app` has the locks `app` and `app/db`. A key is one of a lock if it
    /// is on a lease. The first call of `use` has the locks that exist. If nothing changes, the leases and processes of
    /// at most 200 locks are inspected every five seconds.
    ///
    ///     etcd.watchBelow(*EtcdAddress::parsePrefix("etcd:///app"), [](const EtcdChanges &changes) {
    ///         for (const auto &report : changes.updated)
    ///             qInfo() << report;
    ///         return true;
    ///     }, stop);
    void watchBelow(const EtcdAddress &prefix, const std::function<bool(const EtcdChanges &)> &use,
                    const std::stop_token &stop);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
