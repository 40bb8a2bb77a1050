// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/notifier.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/agetext.h"

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

QString textOf(const Notifier::Subscription &subscription)
{
    switch (subscription.when) {
    case Notifier::When::Free:
        return Notifier::tr("%1 is free.").arg(subscription.name);
    case Notifier::When::Stale:
        return Notifier::tr("%1 is stale.").arg(subscription.name);
    case Notifier::When::HeldFor:
        return Notifier::tr("%1 has been held for longer than %2.").arg(subscription.name, ageText(subscription.held));
    }
    return {};
}

} // namespace

Notifier::Notifier(const LockTableModel &locks, QObject *parent)
    : QObject(parent)
    , m_locks(locks)
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &Notifier::look);
    connect(&locks, &LockTableModel::merged, this, &Notifier::look);
    connect(&locks, &LockTableModel::rowsRemoved, this, &Notifier::look);
}

void Notifier::add(Subscription subscription)
{
    if (std::ranges::find(m_subscriptions, subscription) != m_subscriptions.end())
        return;
    m_subscriptions.push_back(std::move(subscription));
    Q_EMIT changed();
    look();
}

void Notifier::forgetAll()
{
    m_subscriptions.clear();
    m_timer.stop();
    Q_EMIT changed();
}

void Notifier::forgetUnless(const std::function<bool(const Subscription &)> &isWatched)
{
    if (std::erase_if(m_subscriptions, std::not_fn(isWatched)) > 0)
        Q_EMIT changed();
}

void Notifier::setTellsEveryStale(bool tells)
{
    if (tells == m_knownStale.has_value())
        return;
    m_knownStale = tells ? std::optional(staleNow()) : std::nullopt;
    Q_EMIT changed();
}

void Notifier::note(const std::vector<LockEvent> &events)
{
    std::set<std::string> gone;
    for (const auto &event : events) {
        const bool isOver = event.kind == LockEvent::Kind::Released || event.kind == LockEvent::Kind::Removed ||
                            event.kind == LockEvent::Kind::Broken;
        if (isOver && m_locks.rowOf(event.key) < 0)
            gone.insert(event.key);
    }
    tell([&](const Subscription &subscription) {
        return subscription.when == When::Free && gone.contains(subscription.key);
    });
}

void Notifier::look()
{
    tell([this](const Subscription &subscription) { return isDue(subscription); });
    const bool needsTime = std::ranges::any_of(
        m_subscriptions, [](const Subscription &subscription) { return subscription.when == When::HeldFor; });
    if (needsTime != m_timer.isActive())
        needsTime ? m_timer.start() : m_timer.stop();
    if (m_knownStale)
        lookForStale();
}

void Notifier::tell(const std::function<bool(const Subscription &)> &isDue)
{
    std::vector<Subscription> come;
    std::erase_if(m_subscriptions, [&](const Subscription &subscription) {
        const bool comes = isDue(subscription);
        if (comes)
            come.push_back(subscription);
        return comes;
    });
    for (const auto &subscription : come)
        Q_EMIT due(textOf(subscription), subscription.when);
    if (!come.empty())
        Q_EMIT changed();
}

bool Notifier::isDue(const Subscription &subscription) const
{
    const int row = m_locks.rowOf(subscription.key);
    if (row < 0)
        return false;
    const auto &lock = m_locks.lockInSlot(m_locks.slotAt(row));
    const auto state = lock.report.verdict.state;
    switch (subscription.when) {
    case When::Free:
        return state == Verdict::State::Free || state == Verdict::State::Absent;
    case When::Stale:
        return state == Verdict::State::Stale;
    case When::HeldFor:
        return lock.heldSince && wallTimeNow() - lock.heldSince->time >= subscription.held;
    }
    return false;
}

void Notifier::lookForStale()
{
    auto now = staleNow();
    std::vector<std::string> come;
    std::ranges::set_difference(now, *m_knownStale, std::back_inserter(come));
    m_knownStale = std::move(now);
    if (come.size() == 1) {
        const auto &lock = m_locks.lockInSlot(m_locks.slotAt(m_locks.rowOf(come.front())));
        Q_EMIT due(textOf({.key = come.front(), .name = lock.name, .when = When::Stale}), When::Stale);
    } else if (!come.empty()) {
        Q_EMIT due(tr("%n lock(s) became stale.", nullptr, static_cast<int>(come.size())), When::Stale);
    }
}

std::set<std::string> Notifier::staleNow() const
{
    std::set<std::string> keys;
    for (int row = 0; row < m_locks.rowCount(); ++row) {
        const auto &report = m_locks.reportAt(row);
        if (report.verdict.state == Verdict::State::Stale)
            keys.insert(report.key());
    }
    return keys;
}

} // namespace Lockscope::Ui
