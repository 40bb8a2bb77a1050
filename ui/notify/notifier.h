// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;

/// Waits for the conditions that the user subscribed to: a lock is free, is stale, or is held for too long. Notifies
/// once per subscription.
class Notifier : public QObject
{
    Q_OBJECT

public:
    enum class When
    {
        Free, ///< or removed
        Stale,
        HeldFor,
        Broken, ///< never subscribed to: how a lock became free
    };
    struct Subscription
    {
        std::string key; ///< of the lock
        QString name;
        std::filesystem::path path = {};
        bool isInKernel = false; ///< it is in the kernel's table, and thus watched wherever its file is
        When when = When::Free;
        std::chrono::minutes held{0}; ///< for HeldFor

        bool operator==(const Subscription &) const = default;
    };

    /// The model must outlive it.
    explicit Notifier(const LockTableModel &locks, QObject *parent = nullptr);

    void add(Subscription subscription);
    void remove(const Subscription &subscription);
    void forgetAll();
    /// Removes the subscriptions to locks that are not watched any more.
    void forgetUnless(const std::function<bool(const Subscription &)> &isWatched);
    const std::vector<Subscription> &subscriptions() const { return m_subscriptions; }
    /// Notifies about every lock that becomes stale from now on.
    void setReportsEveryStale(bool isEnabled);
    /// True if there is a subscription.
    bool isWaiting() const { return !m_subscriptions.empty() || m_knownStale; }
    /// Only these events show that a lock was removed. A lock that is not watched any more is not in the model either,
    /// but may be held.
    void note(const std::vector<LockEvent> &events);

Q_SIGNALS:
    /// The key is empty if it is about several locks.
    void due(const QString &text, Lockscope::Ui::Notifier::When when, const std::string &key);
    void changed();

private:
    void look();
    /// `whenDue`: what has happened, if it is due.
    void notify(const std::function<std::optional<When>(const Subscription &)> &whenDue);
    bool isDue(const Subscription &subscription) const;
    void lookForStale();
    std::set<std::string> staleNow() const;

    const LockTableModel &m_locks;
    std::vector<Subscription> m_subscriptions;
    std::optional<std::set<std::string>> m_knownStale; ///< absent: off
    QTimer m_timer;                                    ///< no event occurs when a lock is held for a longer time
};

} // namespace Lockscope::Ui
