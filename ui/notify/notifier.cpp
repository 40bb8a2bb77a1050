// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/notifier.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/agetext.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace Lockscope::Ui {

namespace {

QString textOf(const Notifier::Subscription &subscription, Notifier::When happened)
{
    switch (happened) {
    case Notifier::When::Free:
        return Notifier::tr("%1 is free.").arg(subscription.name);
    case Notifier::When::Stale:
        return Notifier::tr("%1 is stale.").arg(subscription.name);
    case Notifier::When::HeldFor:
        return Notifier::tr("%1 has been held for longer than %2.").arg(subscription.name, ageText(subscription.held));
    case Notifier::When::Broken:
        return Notifier::tr("%1 was broken and is free.").arg(subscription.name);
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

void Notifier::remove(const Subscription &subscription)
{
    if (std::erase(m_subscriptions, subscription) > 0)
        Q_EMIT changed();
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

void Notifier::setReportsEveryStale(bool isEnabled)
{
    if (isEnabled == m_knownStale.has_value())
        return;
    m_knownStale = isEnabled ? std::optional(staleNow()) : std::nullopt;
    Q_EMIT changed();
}

void Notifier::note(const std::vector<LockEvent> &events)
{
    std::map<std::string, When> gone;
    for (const auto &event : events) {
        const bool isBroken = event.kind == LockEvent::Kind::Broken;
        const bool isOver =
            isBroken || event.kind == LockEvent::Kind::Released || event.kind == LockEvent::Kind::Removed;
        if (isOver && m_locks.rowOf(event.key) < 0)
            gone[event.key] = isBroken ? When::Broken : When::Free;
    }
    notify([&](const Subscription &subscription) -> std::optional<When> {
        const auto found = gone.find(subscription.key);
        return subscription.when == When::Free && found != gone.end() ? std::optional(found->second) : std::nullopt;
    });
}

void Notifier::look()
{
    notify([this](const Subscription &subscription) {
        return isDue(subscription) ? std::optional(subscription.when) : std::nullopt;
    });
    const bool needsTime = std::ranges::any_of(
        m_subscriptions, [](const Subscription &subscription) { return subscription.when == When::HeldFor; });
    if (needsTime != m_timer.isActive())
        needsTime ? m_timer.start() : m_timer.stop();
    if (m_knownStale)
        lookForStale();
}

void Notifier::notify(const std::function<std::optional<When>(const Subscription &)> &whenDue)
{
    std::vector<std::pair<Subscription, When>> come;
    std::erase_if(m_subscriptions, [&](const Subscription &subscription) {
        const auto happened = whenDue(subscription);
        if (happened)
            come.emplace_back(subscription, *happened);
        return happened.has_value();
    });
    for (const auto &[subscription, happened] : come)
        Q_EMIT due(textOf(subscription, happened), happened, subscription.key);
    if (!come.empty())
        Q_EMIT changed();
}

bool Notifier::isDue(const Subscription &subscription) const
{
    const int row = m_locks.rowOf(subscription.key);
    if (row < 0)
        return false;
    const auto &lock = m_locks.lockInSlot(m_locks.slotAt(row));
    const auto state = lock.verdict.state;
    switch (subscription.when) {
    case When::Free:
        return state == Verdict::State::Free || state == Verdict::State::Absent;
    case When::Stale:
        return state == Verdict::State::Stale;
    case When::Broken:
        break;
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
        Q_EMIT due(textOf({.key = come.front(), .name = lock.name}, When::Stale), When::Stale, come.front());
    } else if (!come.empty()) {
        Q_EMIT due(tr("%n lock(s) became stale.", nullptr, static_cast<int>(come.size())), When::Stale, {});
    }
}

std::set<std::string> Notifier::staleNow() const
{
    std::set<std::string> keys;
    for (int row = 0; row < m_locks.rowCount(); ++row) {
        const auto &lock = m_locks.lockAt(row);
        if (lock.verdict.state == Verdict::State::Stale)
            keys.insert(lock.key);
    }
    return keys;
}

} // namespace Lockscope::Ui
