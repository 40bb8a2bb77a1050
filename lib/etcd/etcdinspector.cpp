// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/etcd.h>

#include "etcd/formerholder.h"
#include "etcd/gateway.h"
#include "etcd/journal.h"
#include "etcd/ownerrecord.h"
#include "system/wakeup.h"
#include "values/sentences.h"

#include <lockscope/testimony.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include <poll.h>

namespace Lockscope {

namespace {

using Id = Evidence::Id;
using Supports = Evidence::Supports;
using Sentence::Detail;
using Sentence::Finding;
using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;

/// A watch is silent when etcd has lost its majority.
constexpr int HealthIntervalMs = 5000;
/// Of the locks below a name whose keys have not changed, inspected in one interval: each needs a request.
constexpr std::size_t MaxInspectedAgain = 200;

OwnerNames namesOf(const Claim &claim)
{
    return {claim.pids, claim.name, claim.hostname};
}

LockReport emptyReport(const EtcdAddress &address)
{
    LockReport report;
    report.path = address.text();
    report.format = "etcd";
    report.formats = {{"etcd", 1, {}}};
    report.breakAction = "delete-key";
    return report;
}

/// The name of the lock that a key belongs to; empty if it is not the key of a lock.
std::string lockNameOf(const EtcdKey &key)
{
    // Kubernetes keeps its objects there.
    if (key.lease == 0 || key.key.starts_with("/registry/"))
        return {};
    const auto slash = key.key.rfind('/');
    const auto lease = QString::number(static_cast<qulonglong>(key.lease), 16).toStdString();
    const bool isInQueue = slash != std::string::npos && slash > 0 && key.key.substr(slash + 1) == lease;
    return isInQueue ? key.key.substr(0, slash) : key.key;
}

bool isAtOrBelow(std::string_view name, std::string_view top)
{
    return top.empty() || (name.starts_with(top) && (name.size() == top.size() || name[top.size()] == '/'));
}

enum class Wake
{
    Changed,
    Due, ///< nothing has changed for a while
    Stopped,
};

Wake waitForChange(EtcdGateway &gateway, int stopFd)
{
    std::array<pollfd, 2> waited = {pollfd{stopFd, POLLIN, 0}, pollfd{gateway.watchFd(), POLLIN, 0}};
    const auto hasChanged = [&] {
        const auto events = gateway.events();
        return !events || !events->empty();
    };
    while (!(gateway.isWatching() && hasChanged())) {
        const int ready = ::poll(waited.data(), waited.size(), HealthIntervalMs);
        if (waited[0].revents != 0)
            return Wake::Stopped;
        if (ready == 0)
            return Wake::Due;
    }
    return Wake::Changed;
}

/// Text of the server, or of a connection that failed.
std::string reasonOf(const Failure &failure)
{
    const auto &detail = failure.details.front();
    const auto *text = detail.arguments.empty() ? nullptr : std::get_if<std::string>(&detail.arguments.back());
    return text ? *text : std::string();
}

} // namespace

class EtcdInspector::Private
{
public:
    EtcdSettings settings;
    std::shared_ptr<HostAsker> hosts;
    std::optional<EtcdKey> holder; ///< that inspect() found last
    std::int64_t revision = 0;

    void inspect(const EtcdAddress &address, EtcdGateway &gateway, Inspector &inspector, LockReport &report)
    {
        holder.reset();
        auto keys = gateway.list(address.name + '/');
        if (keys && keys->keys.empty())
            keys = gateway.get(address.name); // the form of python-etcd3 and Patroni: one key
        if (!keys)
            return unreachable(gateway, keys.error(), report);
        revision = keys->revision;
        if (keys->keys.empty())
            return free(address, gateway, inspector, report);
        inspectKeys(keys->keys, gateway, inspector, report);
    }
    /// The keys of the lock, the holder first.
    void inspectKeys(const std::vector<EtcdKey> &keys, EtcdGateway &gateway, Inspector &inspector, LockReport &report)
    {
        holder = keys.front();
        held(gateway, std::span(keys).subspan(1), inspector, report);
    }

    /// The locks below a name.
    struct Known
    {
        std::vector<EtcdKey> keys; ///< empty: the former holder is still running, or etcd did not answer
        LockReport report;
    };
    using KnownByName = std::map<std::string, Known>;
    /// `isDue`: also the locks whose keys have not changed.
    EtcdChanges changesBelow(const EtcdAddress &prefix, bool isDue, EtcdGateway &gateway, Inspector &inspector,
                             KnownByName &known)
    {
        EtcdChanges changes;
        const auto keys = gateway.list(prefix.name);
        if (!keys) {
            changes.failure = keys.error();
            for (auto &[name, lock] : known) {
                unreachable(gateway, keys.error(), lock.report);
                lock.keys.clear();
                changes.updated.push_back(lock.report);
            }
            return changes;
        }
        revision = keys->revision;
        std::map<std::string, std::vector<EtcdKey>> byName;
        for (const auto &key : keys->keys) {
            if (auto name = lockNameOf(key); !name.empty() && isAtOrBelow(name, prefix.name))
                byName[std::move(name)].push_back(key);
        }
        std::size_t again = 0;
        auto address = prefix;
        for (auto &[name, found] : byName) {
            auto &lock = known[name];
            const bool hasChanged = lock.keys != found;
            if (!hasChanged && (!isDue || again == MaxInspectedAgain))
                continue;
            again += hasChanged ? 0 : 1;
            address.name = name;
            auto report = emptyReport(address);
            inspectKeys(found, gateway, inspector, report);
            lock.keys = std::move(found);
            if (lock.report != report)
                changes.updated.push_back(lock.report = std::move(report));
        }
        for (auto lock = known.begin(); lock != known.end();) {
            const bool isGone = !byName.contains(lock->first);
            if (!isGone || (lock->second.keys.empty() && !isDue)) {
                ++lock;
                continue;
            }
            address.name = lock->first;
            auto report = emptyReport(address);
            free(address, gateway, inspector, report);
            lock->second.keys.clear();
            if (report.verdict.reason != Reason::FormerHolderAlive) {
                changes.removed.push_back(report.key());
                lock = known.erase(lock);
                continue;
            }
            if (lock->second.report != report)
                changes.updated.push_back(lock->second.report = std::move(report));
            ++lock;
        }
        return changes;
    }

private:
    void unreachable(const EtcdGateway &gateway, const Failure &failure, LockReport &report) const
    {
        const auto endpoint =
            gateway.settings().endpoints.empty() ? std::string() : gateway.settings().endpoints.front();
        const auto why = failure.details.empty() ? std::string() : reasonOf(failure);
        report.verdict = {State::Unknown,
                          Confidence::Presumed,
                          Reason::Unreachable,
                          {{Sentence::Verdict::EtcdUnreachable, endpoint, why}}};
        report.evidence = {{Id::EtcdNoAnswer,
                            Supports::Unknown,
                            {Finding::EtcdNoAnswer, endpoint, why},
                            QStringLiteral("/v3/kv/range"),
                            {}}};
        report.breakPermission = LockReport::BreakPermission::Never;
        report.breakRefused = Sentence::Refusal::NotProvenStale;
    }

    /// What is known about the process of the owner, here or by the host that it names.
    LockReport lookUp(const Claim &owner, Inspector &inspector) const
    {
        auto known = inspector.inspectOwner(owner);
        if (!hosts || !isForOtherHost(known))
            return known;
        auto testimonies = hosts->ask({&owner, 1});
        if (testimonies.empty())
            return known;
        inspector.setTestimonies(std::move(testimonies));
        return inspector.inspectOwner(owner);
    }

    void held(EtcdGateway &gateway, std::span<const EtcdKey> waiters, Inspector &inspector, LockReport &report) const
    {
        const auto source = QStringLiteral("/v3/kv/range");
        report.owner = OwnerRecord::parse(holder->value).claim;
        report.token = std::to_string(holder->createRevision);
        report.evidence = {
            {Id::EtcdHolder, Supports::Held, {Finding::EtcdHolder, holder->key, holder->createRevision}, source, {}}};
        const auto lease = addLease(gateway, report);
        for (const auto &waiter : waiters) {
            const auto owner = OwnerRecord::parse(waiter.value).claim;
            report.queue.push_back(owner);
            report.evidence.push_back({Id::EtcdWaiter,
                                       Supports::Nothing,
                                       owner.isEmpty() ? Message(Finding::EtcdWaiterUnnamed, waiter.key)
                                                       : Message(Finding::EtcdWaiter, namesOf(owner), waiter.key),
                                       source,
                                       {}});
        }
        report.breakPermission = LockReport::BreakPermission::WithForce;
        report.breakRefused = Sentence::Refusal::NotProvenStale;
        if (holder->lease == 0)
            report.verdict = {State::Held, Confidence::Presumed, Reason::MarkerPresent, {}};
        else
            report.verdict = {State::Held, Confidence::Proved, Reason::LeaseHeld, {}};
        if (report.owner.isEmpty()) {
            report.verdict.sentences = {Sentence::Verdict::HeldInEtcdUnnamed};
            return;
        }
        report.verdict.sentences = {{Sentence::Verdict::HeldInEtcd, namesOf(report.owner)}};
        auto known = lookUp(report.owner, inspector);
        std::ranges::move(known.evidence, std::back_inserter(report.evidence));
        report.asked = std::move(known.asked);
        report.process = std::move(known.process);
        if (known.verdict.state != State::Stale)
            return;
        report.verdict = std::move(known.verdict);
        if (lease > 0)
            report.verdict.sentences.emplace_back(Sentence::Verdict::EtcdFreesWhenLeaseEnds, lease);
        report.breakPermission = LockReport::BreakPermission::Safe;
        report.breakRefused.reset();
    }

    /// The seconds that are left; 0 if it is not known.
    std::int64_t addLease(EtcdGateway &gateway, LockReport &report) const
    {
        const auto source = QStringLiteral("/v3/lease/timetolive");
        if (holder->lease == 0) {
            report.evidence.push_back({Id::EtcdLease, Supports::Nothing, Finding::EtcdWithoutLease, source, {}});
            return 0;
        }
        const auto lease = gateway.leaseState(holder->lease);
        if (!lease || lease->left < 0)
            return 0;
        report.evidence.push_back({Id::EtcdLease, Supports::Held, {Finding::EtcdLease, lease->left}, source, {}});
        for (const auto &key : lease->keys) {
            if (key != holder->key)
                report.evidence.push_back(
                    {Id::EtcdOtherKey, Supports::Nothing, {Finding::EtcdOtherKey, key}, source, {}});
        }
        return lease->left;
    }

    void free(const EtcdAddress &address, EtcdGateway &gateway, Inspector &inspector, LockReport &report) const
    {
        report.breakPermission = LockReport::BreakPermission::Nothing;
        report.breakRefused = Sentence::Refusal::Free;
        report.verdict = {State::Free, Confidence::Proved, Reason::Absent, {Sentence::Verdict::FreeInEtcd}};
        const auto former = formerHolder(gateway, address.name + '/', revision);
        if (!former || former->record.isReleased || former->record.claim.isEmpty())
            return;
        const auto &owner = former->record.claim;
        auto known = lookUp(owner, inspector);
        report.asked = std::move(known.asked);
        report.evidence = {{Id::FormerHolder,
                            Supports::Free,
                            {Finding::FormerHolder, namesOf(owner), former->revision},
                            QStringLiteral("/v3/watch"),
                            {}}};
        std::ranges::move(known.evidence, std::back_inserter(report.evidence));
        if (known.verdict.state != State::Held)
            return;
        report.process = std::move(known.process);
        report.verdict = {State::Free,
                          Confidence::Proved,
                          Reason::FormerHolderAlive,
                          {{Sentence::Verdict::FormerHolderRuns, namesOf(owner)}}};
    }
};

EtcdInspector::EtcdInspector(EtcdSettings settings)
    : d(new Private{std::move(settings), {}, {}, 0})
{}

EtcdInspector::~EtcdInspector() = default;

void EtcdInspector::setHosts(std::shared_ptr<HostAsker> hosts)
{
    d->hosts = std::move(hosts);
}

LockReport EtcdInspector::inspect(const EtcdAddress &address, Inspector &inspector)
{
    auto report = emptyReport(address);
    EtcdGateway gateway(address.settingsFrom(d->settings), report.path);
    d->inspect(address, gateway, inspector, report);
    return report;
}

Result<BrokenEtcdLock> EtcdInspector::breakLock(const LockReport &report, Force force)
{
    const auto address = EtcdAddress::parse(report.path.native());
    if (!address)
        return address.error();
    if (report.breakPermission == LockReport::BreakPermission::Nothing || !d->holder)
        return Failure::of(LockErrc::NothingToBreak, report.path);
    const bool isPermitted = report.breakPermission == LockReport::BreakPermission::Safe ||
                             (report.breakPermission == LockReport::BreakPermission::WithForce && force == Force::Yes);
    if (!isPermitted) {
        auto failure = Failure::of(LockErrc::BreakRefused, report.path);
        failure.details = report.verdict.sentences;
        failure.claim = report.owner;
        return failure;
    }
    auto noted = EtcdJournal::add(address->text(), *d->holder);
    if (!noted)
        return noted.error();
    const auto removed = EtcdGateway(address->settingsFrom(d->settings), report.path).removeIfSame(*d->holder);
    if (removed && *removed)
        return noted;
    if (const auto forgotten = EtcdJournal::remove(noted->id); !forgotten)
        return forgotten.error();
    if (removed)
        return Failure::of(LockErrc::BreakChanged, report.path, Detail::EtcdKeyChanged);
    auto failure = removed.error();
    failure.code = LockErrc::BreakFailed;
    return failure;
}

Result<BrokenEtcdLock> EtcdInspector::undo(const std::string &id)
{
    const auto locks = broken();
    if (!locks)
        return locks.error();
    const auto matches = [&](const BrokenEtcdLock &lock) { return lock.id.starts_with(id); };
    const auto found = std::ranges::find_if(locks->rbegin(), locks->rend(), matches);
    if (found == locks->rend())
        return Failure::of(LockErrc::UnknownBreak, {},
                           id.empty() ? Message(Detail::NothingKept) : Message(Detail::UnknownId, id));
    if (!id.empty() && found->id != id && std::ranges::count_if(*locks, matches) > 1)
        return Failure::of(LockErrc::UnknownBreak, {}, {Detail::AmbiguousId, id});
    const auto address = EtcdAddress::parse(found->address);
    if (!address)
        return address.error();
    EtcdGateway gateway(address->settingsFrom(d->settings), found->address);
    const auto refused = [&](Detail why) { return Failure::of(LockErrc::UndoRefused, found->address, why); };
    const auto isSingle = found->key.key == address->name;
    const auto created = gateway.createIfNone(found->key, isSingle ? found->key.key : address->name + '/');
    if (!created && EtcdGateway::isLeaseGone(created.error()))
        return refused(Detail::EtcdLeaseGone);
    if (!created) {
        auto failure = created.error();
        failure.code = LockErrc::UndoFailed;
        return failure;
    }
    if (!*created)
        return refused(Detail::EtcdInUseAgain);
    if (const auto forgotten = EtcdJournal::remove(found->id); !forgotten)
        return forgotten.error();
    return *found;
}

Result<std::vector<BrokenEtcdLock>> EtcdInspector::broken()
{
    return EtcdJournal::read();
}

void EtcdInspector::watch(const EtcdAddress &address, const std::function<bool(const LockReport &)> &use, int stopFd)
{
    const auto path = emptyReport(address).path;
    EtcdGateway gateway(address.settingsFrom(d->settings), path, stopFd);
    Inspector inspector;
    while (true) {
        auto report = emptyReport(address);
        inspector.refresh();
        d->inspect(address, gateway, inspector, report);
        if (!use(report))
            return;
        const bool isReachable = report.verdict.reason != Reason::Unreachable;
        if (isReachable && !gateway.isWatching())
            static_cast<void>(gateway.startWatch(address.name, true, d->revision + 1));
        if (waitForChange(gateway, stopFd) == Wake::Stopped)
            return;
    }
}

void EtcdInspector::watchBelow(const EtcdAddress &prefix, const std::function<bool(const EtcdChanges &)> &use,
                               const std::stop_token &stop)
{
    const auto stopped = WakeUp::create();
    if (!stopped) {
        auto failure = stopped.error();
        failure.code = LockErrc::ReadFailed;
        failure.path = prefix.text();
        use({.updated = {}, .removed = {}, .failure = std::move(failure)});
        return;
    }
    const std::stop_callback stopping(stop, [&stopped] { stopped->wake(); });
    EtcdGateway gateway(prefix.settingsFrom(d->settings), prefix.text(), stopped->fd());
    Inspector inspector;
    Private::KnownByName known;
    auto wake = Wake::Due;
    while (wake != Wake::Stopped) {
        inspector.refresh();
        const auto changes = d->changesBelow(prefix, wake == Wake::Due, gateway, inspector, known);
        if (!use(changes))
            return;
        if (!changes.failure && !gateway.isWatching())
            static_cast<void>(gateway.startWatch(prefix.name, true, d->revision + 1));
        wake = waitForChange(gateway, stopped->fd());
    }
}

} // namespace Lockscope
