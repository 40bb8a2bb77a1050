// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/session.h"

#include "etcd/ownerrecord.h"
#include "values/sentences.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;
using Sentence::Detail;

/// A request that etcd did not answer is sent again after this time.
constexpr std::chrono::nanoseconds RetryPause = 500ms;
/// The destructor does not wait longer for etcd: the lease ends by itself.
constexpr std::chrono::milliseconds FarewellTime = 1s;

int openChangeFile()
{
    for (const char *directory : {"/dev/shm", "/tmp"}) {
        const int fd = ::open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

/// As Go's clientv3/concurrency names it.
std::string leaseText(std::int64_t lease)
{
    std::array<char, 17> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint64_t>(lease), 16);
    return std::string(digits.data(), end.ptr);
}

} // namespace

std::chrono::nanoseconds leaseClock()
{
    timespec time = {};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

EtcdSession::EtcdSession(EtcdSettings settings, std::string name, std::chrono::seconds ttl, std::filesystem::path path)
    : m_settings(std::move(settings))
    , m_name(std::move(name))
    , m_ttl(ttl)
    , m_path(std::move(path))
    , m_process(::getpid())
{}

Result<std::unique_ptr<EtcdSession>> EtcdSession::begin(const EtcdSettings &settings, const std::string &name,
                                                        std::chrono::seconds ttl, const std::filesystem::path &path)
{
    std::unique_ptr<EtcdSession> session(new EtcdSession(settings, name, ttl, path));
    if (const auto enqueued = session->enqueue(); !enqueued)
        return enqueued.error();
    if (const auto started = session->start(); !started)
        return started.error();
    return session;
}

Result<void> EtcdSession::enqueue()
{
    EtcdGateway gateway(m_settings, m_path);
    const auto sentAt = leaseClock();
    const auto lease = gateway.grant(m_ttl);
    if (!lease)
        return lease.error();
    m_lease = *lease;
    renewed(sentAt, m_ttl);
    m_key = m_name + '/' + leaseText(m_lease);
    m_value = OwnerRecord::own().toValue();
    const auto enqueued = gateway.enqueue(m_key, m_value, m_lease, m_name + '/');
    if (!enqueued)
        return enqueued.error();
    m_createRevision = enqueued->createRevision;
    if (enqueued->first && enqueued->first->createRevision == m_createRevision)
        m_state = State::Owner;
    return {};
}

Result<void> EtcdSession::start()
{
    m_changes = openChangeFile();
    m_stop = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (m_stop < 0)
        return Failure::fromErrno(LockErrc::LockFailed, "eventfd", m_path);
    auto started = Thread::start([this](const std::stop_token &) { run(); });
    if (!started) {
        auto failure = started.error();
        failure.path = m_path;
        return failure;
    }
    m_thread = std::move(*started);
    return {};
}

void EtcdSession::stop()
{
    if (!m_thread.isRunning())
        return;
    ::eventfd_write(m_stop, 1);
    m_thread.join();
}

EtcdSession::~EtcdSession()
{
    stop();
    for (const int fd : {m_changes, m_stop}) {
        if (fd >= 0)
            ::close(fd);
    }
    if (m_lease == 0 || m_isRevoked)
        return;
    auto settings = m_settings;
    settings.timeout = std::min(settings.timeout, FarewellTime);
    static_cast<void>(EtcdGateway(settings, m_path).revoke(m_lease));
}

std::chrono::nanoseconds EtcdSession::leaseLeft() const
{
    return std::chrono::nanoseconds(m_leaseEnd.load()) - leaseClock();
}

EtcdSession::State EtcdSession::state() const
{
    const auto state = m_state.load();
    const bool isLost = state == State::KeyDeleted || state == State::LeaseEnded;
    // The thread may have been stopped together with the process.
    return !isLost && leaseLeft() <= 0ns ? State::LeaseEnded : state;
}

void EtcdSession::renewed(std::chrono::nanoseconds sentAt, std::chrono::seconds ttl)
{
    m_leaseEnd = (sentAt + ttl).count();
    m_nextRenewal = sentAt + std::chrono::nanoseconds(ttl) / 3;
}

void EtcdSession::change(State state)
{
    if (m_state.exchange(state) != state && m_changes >= 0) [[maybe_unused]]
        const auto written = ::pwrite(m_changes, "x", 1, 0);
}

void EtcdSession::renew(EtcdGateway &gateway)
{
    const auto sentAt = leaseClock();
    const auto ttl = gateway.keepAlive(m_lease);
    if (ttl && *ttl)
        renewed(sentAt, **ttl);
    else if (ttl || leaseLeft() <= 0ns)
        change(State::LeaseEnded);
    else
        m_nextRenewal = leaseClock() + RetryPause;
}

bool EtcdSession::look(EtcdGateway &gateway)
{
    std::string watched = m_key;
    auto found = gateway.lastBefore(m_name + '/', m_createRevision);
    if (!found)
        return false;
    if (found->keys.empty()) {
        found = gateway.get(m_key);
        if (!found)
            return false;
        if (found->keys.empty() || found->keys.front().createRevision != m_createRevision) {
            change(State::KeyDeleted);
            return true;
        }
    } else {
        watched = found->keys.front().key;
    }
    if (!gateway.startWatch(watched, false, found->revision + 1))
        return false;
    if (watched == m_key)
        change(State::Owner);
    return true;
}

void EtcdSession::run()
{
    EtcdGateway gateway(m_settings, m_path, m_stop);
    std::chrono::nanoseconds nextLook = leaseClock();
    while (state() == State::Waiting || state() == State::Owner) {
        if (!gateway.isWatching() && leaseClock() >= nextLook && !look(gateway))
            nextLook = leaseClock() + RetryPause;
        if (gateway.isWatching()) {
            const auto events = gateway.events();
            if (!events)
                nextLook = leaseClock() + RetryPause; // the connection was lost
            if (events && std::ranges::any_of(*events, &EtcdGateway::Event::isDeletion)) {
                gateway.stopWatch();
                continue;
            }
        }
        if (leaseClock() >= m_nextRenewal)
            renew(gateway);
        auto until = std::min(m_nextRenewal, std::chrono::nanoseconds(m_leaseEnd.load()));
        if (!gateway.isWatching())
            until = std::min(until, nextLook);
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(std::max(until - leaseClock(), 0ns));
        std::array<pollfd, 2> waited = {pollfd{m_stop, POLLIN, 0}, pollfd{gateway.watchFd(), POLLIN, 0}};
        ::poll(waited.data(), waited.size(), static_cast<int>(left.count()));
        if (waited[0].revents != 0)
            return;
    }
    change(state());
}

bool EtcdSession::isKept() const
{
    if (state() != State::Owner)
        return false;
    const auto found = EtcdGateway(m_settings, m_path).get(m_key);
    if (!found)
        return state() == State::Owner;
    return !found->keys.empty() && found->keys.front().createRevision == m_createRevision;
}

Failure EtcdSession::lost(LockErrc code) const
{
    return Failure::of(code, m_path, state() == State::LeaseEnded ? Detail::LeaseEnded : Detail::KeyDeleted);
}

Result<void> EtcdSession::release()
{
    stop();
    if (state() != State::Owner)
        return lost(LockErrc::NotMyLock);
    auto record = OwnerRecord::parse(m_value);
    record.isReleased = true;
    EtcdGateway gateway(m_settings, m_path);
    const auto unlockFailed = [](Failure failure) {
        failure.code = LockErrc::UnlockFailed;
        return failure;
    };
    const auto marked = gateway.replace(m_key, m_createRevision, record.toValue(), m_lease);
    if (!marked && EtcdGateway::isLeaseGone(marked.error())) {
        m_state = State::LeaseEnded;
        return lost(LockErrc::NotMyLock);
    }
    if (!marked)
        return unlockFailed(marked.error());
    if (!*marked)
        return lost(LockErrc::NotMyLock);
    if (const auto revoked = gateway.revoke(m_lease); !revoked)
        return unlockFailed(revoked.error());
    m_isRevoked = true;
    return {};
}

} // namespace Lockscope
