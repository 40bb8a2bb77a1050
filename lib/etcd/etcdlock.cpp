// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/etcd.h>

#include "etcd/ownerrecord.h"
#include "etcd/session.h"
#include "system/threadnumber.h"
#include "values/sentences.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include <unistd.h>

namespace Lockscope {

namespace {

using Sentence::Detail;

/// The locks that this process holds: to find a thread that would wait for itself, and to release them at the exit of
/// the process if nobody destroys them.
class HeldLocks
{
public:
    static HeldLocks &instance()
    {
        static HeldLocks held;
        return held;
    }

    void enter(EtcdLock *lock)
    {
        const std::lock_guard guard(m_mutex);
        m_entries.push_back({lock, currentThread(), ::getpid()});
    }
    void leave(const EtcdLock *lock)
    {
        const std::lock_guard guard(m_mutex);
        std::erase_if(m_entries, [&](const Entry &entry) { return entry.lock == lock; });
    }
    bool isOfThisThread(const std::filesystem::path &path) const
    {
        const std::lock_guard guard(m_mutex);
        return std::ranges::any_of(m_entries, [&](const Entry &entry) {
            return entry.thread == currentThread() && entry.process == ::getpid() && entry.lock->path() == path;
        });
    }

private:
    HeldLocks() = default;
    ~HeldLocks()
    {
        const auto entries = m_entries;
        for (const auto &entry : entries) {
            if (entry.process == ::getpid())
                entry.lock->unlock();
        }
    }

    struct Entry
    {
        EtcdLock *lock = nullptr;
        ThreadNumber thread = {};
        pid_t process = 0;
    };
    mutable std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

/// The address, as a path: it names the lock in messages and reports.
std::filesystem::path pathOf(const std::string &name, const EtcdSettings &settings)
{
    const auto endpoint = settings.endpoints.empty() ? std::string() : settings.endpoints.front();
    const auto host = endpoint.find("://");
    return "etcd://" + (host == endpoint.npos ? endpoint : endpoint.substr(host + 3)) + '/' + name;
}

} // namespace

class EtcdLock::Private
{
public:
    std::string name;
    EtcdSettings settings;
    std::chrono::seconds ttl;
    std::unique_ptr<EtcdSession> session;

    Result<std::vector<EtcdKey>> keys(const std::filesystem::path &path) const
    {
        auto keys = EtcdGateway(settings, path).list(name + '/');
        if (!keys)
            return keys.error();
        return std::move(keys->keys);
    }
    std::optional<Claim> holder(const std::filesystem::path &path) const
    {
        const auto found = keys(path);
        if (!found || found->empty())
            return {};
        auto record = OwnerRecord::parse(found->front().value);
        return record.claim.isEmpty() ? std::nullopt : std::optional(std::move(record.claim));
    }
};

EtcdLock::EtcdLock(std::string name, EtcdSettings settings, std::chrono::seconds ttl)
    : LockFile(pathOf(name, settings))
    , d(new Private{std::move(name), std::move(settings), ttl, {}})
{}

EtcdLock::~EtcdLock()
{
    releaseInDestructor();
    HeldLocks::instance().leave(this);
    // In a forked child, the thread of the session does not exist, and the lease is that of the parent.
    if (d->session && d->session->process() != ::getpid())
        static_cast<void>(d->session.release());
}

std::string EtcdLock::token() const
{
    return d->session && isHeldByMe() ? std::to_string(d->session->createRevision()) : std::string();
}

std::optional<std::chrono::milliseconds> EtcdLock::leaseLeft() const
{
    if (!d->session || d->session->state() != EtcdSession::State::Owner)
        return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(d->session->leaseLeft());
}

Result<LockFile::Attempt> EtcdLock::attempt()
{
    if (d->name.empty())
        return Failure::of(LockErrc::InvalidOption, path(), Detail::EtcdAddressInvalid);
    if (d->name.starts_with("/registry/"))
        return Failure::of(LockErrc::InvalidOption, path(), Detail::EtcdNameReserved);
    using State = EtcdSession::State;
    // A process that was stopped while it waited has lost its place in the queue.
    if (d->session && d->session->state() != State::Waiting && d->session->state() != State::Owner)
        d->session.reset();
    if (!d->session) {
        auto session = EtcdSession::begin(d->settings, d->name, d->ttl, path());
        if (!session)
            return session.error();
        d->session = std::move(*session);
    }
    if (d->session->state() == State::Owner) {
        HeldLocks::instance().enter(this);
        return Attempt::Acquired;
    }
    return HeldLocks::instance().isOfThisThread(path()) ? Attempt::HeldByThisThread : Attempt::HeldByOther;
}

LockFile::WaitTarget EtcdLock::awaited() const
{
    return {path(), WaitTarget::Event::Written, d->session ? d->session->changeFd() : -1};
}

void EtcdLock::attemptsEnded()
{
    if (d->session && d->session->process() != ::getpid())
        static_cast<void>(d->session.release());
    d->session.reset();
}

Result<void> EtcdLock::doRelease()
{
    HeldLocks::instance().leave(this);
    auto released = d->session->release();
    d->session.reset();
    return released;
}

bool EtcdLock::isStillMine() const
{
    return d->session && d->session->isKept();
}

Failure EtcdLock::lossOf() const
{
    const bool isEnded = d->session && d->session->state() == EtcdSession::State::LeaseEnded;
    auto failure = Failure::of(LockErrc::NotMyLock, path(), isEnded ? Detail::LeaseEnded : Detail::KeyDeleted);
    failure.claim = d->holder(path());
    return failure;
}

Result<bool> EtcdLock::queryLocked() const
{
    const auto keys = d->keys(path());
    if (!keys)
        return keys.error();
    return !keys->empty();
}

std::optional<Claim> EtcdLock::readClaim() const
{
    return d->holder(path());
}

Result<void> EtcdLock::breakOwn(bool mustBeStale)
{
    EtcdInspector inspector(d->settings);
    Inspector processes;
    auto address = EtcdAddress();
    address.name = d->name;
    const auto report = inspector.inspect(address, processes);
    if (report.verdict.reason == Verdict::Reason::Unreachable) {
        auto failure = Failure::of(LockErrc::BreakFailed, path());
        failure.details = report.verdict.sentences;
        return failure;
    }
    const auto broken = inspector.breakLock(report, mustBeStale ? EtcdInspector::Force::No : EtcdInspector::Force::Yes);
    if (!broken && broken.error().code != LockErrc::NothingToBreak)
        return broken.error();
    return {};
}

} // namespace Lockscope
