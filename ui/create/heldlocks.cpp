// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/heldlocks.h"

#include "ui/model/lockrow.h"
#include "ui/text/agetext.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <iterator>

namespace Lockscope::Ui {

namespace {

/// The current holder, as recorded in the lock.
QString refusalText(const Failure &failure)
{
    const auto path = displayText(failure.path);
    const auto owner = failure.claim ? failure.claim->text() : QString();
    if (failure.code == LockErrc::AlreadyLocked || failure.code == LockErrc::LockTimeout)
        return owner.isEmpty() ? HeldLocks::tr("%1 is held by another process.").arg(path)
                               : HeldLocks::tr("%1 is held by %2.").arg(path, owner);
    return failureText(failure);
}

} // namespace

HeldLocks::HeldLocks(QObject *parent)
    : QObject(parent)
{}

HeldLocks::~HeldLocks() = default;

int HeldLocks::take(std::string_view kind, const std::filesystem::path &path, const KindOptions &options)
{
    const int id = ++m_lastId;
    auto lockPath = path;
    if (const auto lock = makeLock(kind, path, options))
        lockPath = (*lock)->path();
    m_entries.push_back({.id = id, .kind = std::string(kind), .path = lockPath, .since = wallTimeNow()});
    auto *lock = new AsyncLock(kind, path, options, this);
    m_locks.emplace(id, lock);
    begin(*lock, id, options.timeout);
    Q_EMIT changed();
    return id;
}

void HeldLocks::begin(AsyncLock &lock, int id, Timeout timeout)
{
    const auto refuse = [this, id](const QString &text) {
        forget(id);
        Q_EMIT refused(id, text);
    };
    const auto lose = [this, id](const Failure &failure) {
        forget(id);
        Q_EMIT lost(failureText(failure));
    };
    connect(&lock, &AsyncLock::acquired, this, [this, id] {
        auto *entry = find(id);
        if (!entry)
            return;
        entry->state = State::Held;
        entry->since = wallTimeNow();
        const auto path = entry->path;
        Q_EMIT changed();
        Q_EMIT acquired(id, path);
    });
    connect(&lock, &AsyncLock::failed, this, [refuse](const Failure &failure) {
        refuse(failure.code == LockErrc::Cancelled ? QString() : refusalText(failure));
    });
    connect(&lock, &AsyncLock::released, this, [this, id] { forget(id); });
    connect(&lock, &AsyncLock::releaseFailed, this, lose);
    connect(&lock, &AsyncLock::lost, this, lose);
    lock.acquireWithin(timeout);
}

void HeldLocks::release(int id)
{
    const auto found = m_locks.find(id);
    if (found == m_locks.end())
        return;
    if (found->second->isWaiting())
        found->second->cancel();
    else
        found->second->release();
}

void HeldLocks::releaseAll()
{
    std::vector<int> ids;
    std::ranges::transform(m_entries, std::back_inserter(ids), &Entry::id);
    for (const int id : ids)
        release(id);
}

const HeldLocks::Entry *HeldLocks::entryOf(const LockRow &lock) const
{
    const auto path = lock.isDatabaseRow() ? lock.databaseRow() : lock.path();
    const auto found = std::ranges::find_if(m_entries, [&](const Entry &entry) { return entry.path.native() == path; });
    return path.empty() || found == m_entries.end() ? nullptr : &*found;
}

HeldLocks::Entry *HeldLocks::find(int id)
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

void HeldLocks::forget(int id)
{
    if (std::erase_if(m_entries, [id](const Entry &entry) { return entry.id == id; }) == 0)
        return;
    // It is emitting a signal: delete it afterwards.
    auto *lock = m_locks.extract(id).mapped();
    lock->disconnect(this);
    lock->deleteLater();
    Q_EMIT changed();
}

QString heldLocksText(const HeldLocks &locks)
{
    const auto all = static_cast<int>(locks.entries().size());
    const auto held =
        static_cast<int>(std::ranges::count(locks.entries(), HeldLocks::State::Held, &HeldLocks::Entry::state));
    return held > 0 ? HeldLocks::tr("Holding %n lock(s)", nullptr, held)
                    : HeldLocks::tr("Waiting for %n lock(s)", nullptr, all);
}

} // namespace Lockscope::Ui
