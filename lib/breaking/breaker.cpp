// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/breaker.h>

#include "breaking/executeplan.h"
#include "breaking/journal.h"
#include "breaking/mover.h"
#include "breaking/planning.h"
#include "inspect/arguments.h"
#include "inspect/hostsnapshot.h"
#include "system/answers.h"
#include "system/clocks.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>
#include <lockscope/inspector.h>

#include <algorithm>
#include <chrono>
#include <memory>

namespace Lockscope {

namespace {

using State = JournalEntry::State;

bool isFromSameLook(const LockReport &seen, const LockReport &now)
{
    return seen.inode == now.inode && seen.inodeType == now.inodeType && seen.size == now.size &&
           seen.mode == now.mode && seen.links == now.links && seen.modified == now.modified &&
           seen.changed == now.changed && seen.content == now.content && seen.linkTarget == now.linkTarget;
}

/// Broken: it can be restored or deleted.
bool isOver(State state)
{
    return state == State::Broken || state == State::Displaced || state == State::Partial;
}

bool isRecorded(const Journal &journal, const std::string &id)
{
    const auto ids = journal.ids();
    return ids && std::ranges::find(*ids, id) != ids->end();
}

BrokenLock lockOf(const BreakRecord &record, State state)
{
    auto lock = record.brokenLock();
    lock.displaced = state == State::Displaced;
    lock.partlyDeleted = state == State::Partial;
    return lock;
}

enum class Kept
{
    Only,
    OrGone, ///< also those whose quarantine was removed
};

/// Absent if it is not in quarantine. Completes what an interrupted process left, and purges an expired quarantine.
std::optional<BrokenLock> settled(JournalEntry &entry, const HostSnapshot &machine, Kept kept)
{
    const auto mover = Mover::of(entry, machine);
    static_cast<void>(mover->settle());
    if (!isOver(entry.state()))
        return {};
    auto lock = lockOf(entry.record(), entry.state());
    lock.changed = mover->isChanged();
    if (const auto expires = lock.expires(); expires && *expires < wallNow()) {
        if (mover->expire())
            return {};
        lock.partlyDeleted = entry.state() == State::Partial;
    }
    return kept == Kept::OrGone || mover->isKept() ? std::optional(std::move(lock)) : std::nullopt;
}

Breaker::Found listed(const std::filesystem::path &journalDirectory, Kept kept)
{
    // Another process that lists the journal uses each record for a moment.
    constexpr std::chrono::milliseconds Patience{100};
    const Journal journal(journalDirectory);
    Breaker::Found found;
    const auto ids = journal.ids();
    if (!ids) {
        found.failures.push_back(ids.error());
        return found;
    }
    const HostSnapshot machine;
    const auto until = steadyNow() + Patience;
    for (const auto &id : *ids) {
        auto entry = journal.open(id, until);
        const auto used = entry && !*entry ? journal.peek(id) : Result<std::optional<Journal::Used>>(std::nullopt);
        if (!entry || !used) {
            found.failures.push_back(entry ? used.error() : entry.error());
            continue;
        }
        if (*used) {
            found.locks.push_back(lockOf((*used)->record, (*used)->state));
            found.locks.back().busy = true;
        }
        if (!*entry)
            continue;
        // A record on a file system that does not respond is listed, and settled another time.
        if (auto answers = fileSystemAnswers((*entry)->record().place.path(), LockErrc::BreakFailed); !answers) {
            found.failures.push_back(answers.error());
            if (isOver((*entry)->state()))
                found.locks.push_back(lockOf((*entry)->record(), (*entry)->state()));
            continue;
        }
        if (auto lock = settled(**entry, machine, kept))
            found.locks.push_back(std::move(*lock));
    }
    std::stable_sort(found.locks.begin(), found.locks.end(),
                     [](const BrokenLock &left, const BrokenLock &right) { return left.time > right.time; });
    return found;
}

/// Why undo finds no lock. A record that cannot be read hides only itself.
Failure unknown(std::string_view id, const std::vector<Failure> &failures)
{
    const auto isMeant = [id](const Failure &failure) { return failure.path.filename().native().starts_with(id); };
    if (const auto damaged = std::ranges::find_if(failures, isMeant); damaged != failures.end())
        return *damaged;
    auto failure = Failure::of(LockErrc::UnknownBreak, {},
                               id.empty() ? Message(Sentence::Detail::NothingKept)
                                          : Message(Sentence::Detail::UnknownId, std::string(id)));
    for (const auto &other : failures) {
        failure.details.push_back({Sentence::Detail::BesideThat, other.path.native()});
        std::ranges::copy(other.details, std::back_inserter(failure.details));
    }
    return failure;
}

/// The directory or database was replaced: nothing failed, but the lock cannot be restored.
Failure asRefusal(Failure failure)
{
    if (failure.code == LockErrc::BreakChanged && failure.systemErrno == 0)
        failure.code = LockErrc::UndoRefused;
    else if (failure.code == LockErrc::BreakFailed || failure.code == LockErrc::BreakChanged)
        failure.code = LockErrc::UndoFailed;
    return failure;
}

/// The process that acquired the lock meanwhile, if known.
Failure withHolder(Failure failure)
{
    if (failure.code != LockErrc::UndoRefused)
        return failure;
    const auto report = Inspector().inspect(failure.path);
    if (report.verdict.state == Verdict::State::Held) {
        failure.claim = report.owner;
        std::ranges::copy(report.verdict.sentences, std::back_inserter(failure.details));
    }
    return failure;
}

/// The same codes for a deletion.
Failure asDeletion(Failure failure)
{
    if (failure.code == LockErrc::UndoRefused || (failure.code == LockErrc::BreakChanged && failure.systemErrno == 0))
        failure.code = LockErrc::DeleteRefused;
    else if (failure.code == LockErrc::UndoFailed || failure.code == LockErrc::BreakFailed ||
             failure.code == LockErrc::BreakChanged)
        failure.code = LockErrc::DeleteFailed;
    return failure;
}

/// Names the process that uses the record.
Failure inUse(const Journal &journal, const BrokenLock &lock)
{
    const auto used = journal.peek(lock.id);
    const auto names = used && *used ? holderNames(Inspector().inspect((*used)->path).kernelLocks) : ProcessNames();
    if (names.processes.empty())
        return Failure::of(LockErrc::UndoRefused, lock.path, Sentence::Detail::InUseByOther);
    return Failure::of(LockErrc::UndoRefused, lock.path, {Sentence::Detail::RecordUsedBy, names});
}

/// The one with this ID; without an ID, the last one, if possible one that can be restored.
Result<BrokenLock> find(const std::filesystem::path &journalDirectory, std::string_view id)
{
    auto found = listed(journalDirectory, id.empty() ? Kept::Only : Kept::OrGone);
    if (id.empty() && found.locks.empty())
        found = listed(journalDirectory, Kept::OrGone);
    const auto isMeant = [&](const BrokenLock &lock) { return lock.id.starts_with(id); };
    const auto chosen = std::find_if(found.locks.begin(), found.locks.end(), isMeant);
    if (chosen == found.locks.end())
        return unknown(id, found.failures);
    if (!id.empty() && std::find_if(chosen + 1, found.locks.end(), isMeant) != found.locks.end())
        return Failure::of(LockErrc::UnknownBreak, {}, {Sentence::Detail::AmbiguousId, std::string(id)});
    return std::move(*chosen);
}

struct Chosen
{
    BrokenLock lock;
    JournalEntry entry;
};

/// The broken lock with this ID, with its record, which no other process can use meanwhile.
Result<Chosen> choose(const std::filesystem::path &journalDirectory, std::string_view id)
{
    constexpr std::chrono::seconds Patience{1};
    const Journal journal(journalDirectory);
    if (const auto readable = journal.ids(); !readable)
        return readable.error();
    for (const auto until = steadyNow() + Patience;;) {
        auto lock = find(journalDirectory, id);
        if (!lock)
            return lock.error();
        auto entry = journal.open(lock->id, until);
        if (!entry)
            return entry.error();
        if (!*entry && isRecorded(journal, lock->id))
            return inUse(journal, *lock);
        if (*entry) {
            if (auto answers = fileSystemAnswers(lock->path, LockErrc::BreakFailed); !answers)
                return answers.error();
            // Another process may have been killed while it used it.
            static_cast<void>(Mover::of(**entry, HostSnapshot())->settle());
            if (isOver((*entry)->state()))
                return Chosen{std::move(*lock), std::move(**entry)};
        }
        // Another process restored or deleted it meanwhile.
        if (!id.empty())
            return unknown(id, {});
        if (steadyNow() >= until)
            return Failure::of(LockErrc::UndoRefused, lock->path, Sentence::Detail::InUseByOther);
    }
}

} // namespace

Breaker::Breaker() = default;

Breaker::Breaker(std::filesystem::path journalDirectory)
    : m_journalDirectory(std::move(journalDirectory))
{}

void Breaker::setHosts(std::shared_ptr<HostAsker> hosts)
{
    m_hosts = std::move(hosts);
}

std::vector<BreakPlan> Breaker::plan(const std::filesystem::path &path) const
{
    const auto machine = std::make_shared<HostSnapshot>();
    const auto planned = [&] {
        auto plans = answerFrom(path, machine->mounts(), [path, machine] { return plansFor(path, *machine); });
        return plans ? *std::move(plans) : std::vector{unansweredPlan(path, *machine)};
    };
    auto plans = planned();
    std::vector<Claim> owners;
    for (const auto &plan : plans) {
        if (m_hosts && isForOtherHost(plan.report))
            owners.push_back(plan.report.owner);
    }
    if (owners.empty())
        return plans;
    machine->setTestimonies(m_hosts->ask(owners));
    return planned();
}

Result<BreakPlan> Breaker::plan(const LockReport &report) const
{
    const auto plans = this->plan(report.path);
    const auto plan = std::find_if(plans.begin(), plans.end(), [&](const BreakPlan &each) {
        return each.report.row == report.row && (report.row.empty() || each.report.owner == report.owner);
    });
    if (plan != plans.end() && (!report.row.empty() || isFromSameLook(report, plan->report)))
        return *plan;
    if (plan == plans.end() || plan->permission == BreakPlan::Permission::Nothing)
        return Failure::of(LockErrc::NothingToBreak, report.path);
    return Failure::of(LockErrc::BreakChanged, report.path);
}

Result<BrokenLock> Breaker::execute(const BreakPlan &plan, Force force)
{
    return Lockscope::execute(plan, force, m_journalDirectory, {}, m_hosts.get());
}

Result<BrokenLock> Breaker::undo(std::string_view id)
{
    auto chosen = choose(m_journalDirectory, id);
    if (!chosen)
        return chosen.error();
    const HostSnapshot machine;
    if (auto restored = Mover::of(chosen->entry, machine)->restore(); !restored)
        return withHolder(asRefusal(restored.error()));
    return chosen->lock;
}

Result<Breaker::Removed> Breaker::remove(std::string_view id, Force force)
{
    if (id.empty())
        return unknown(id, {});
    auto chosen = choose(m_journalDirectory, id);
    if (!chosen)
        return asDeletion(chosen.error());
    const HostSnapshot machine;
    const auto content = force == Force::Yes ? Mover::Content::Any : Mover::Content::Known;
    auto removed = Mover::of(chosen->entry, machine)->remove(content);
    if (!removed)
        return asDeletion(removed.error());
    return Removed{std::move(chosen->lock), std::move(*removed)};
}

Breaker::Found Breaker::brokenLocks()
{
    return listed(m_journalDirectory, Kept::Only);
}

} // namespace Lockscope
