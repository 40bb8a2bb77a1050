// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockevent.h>

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

/// Waits for what the user wants to be told of: that a lock is free, was left behind, or is held for too long. Each
/// wish is told once.
class Notifier : public QObject
{
    Q_OBJECT

public:
    enum class When
    {
        Free, ///< or gone
        Stale,
        HeldFor,
    };
    struct Subscription
    {
        std::string key; ///< of the lock
        QString name;
        std::filesystem::path path = {};
        bool isInKernel = false; ///< so that the kernel's table tells of it, wherever its file lies
        When when = When::Free;
        std::chrono::minutes held{0}; ///< for HeldFor

        bool operator==(const Subscription &) const = default;
    };

    /// The model must outlive it.
    explicit Notifier(const LockTableModel &locks, QObject *parent = nullptr);

    void add(Subscription subscription);
    void forgetAll();
    /// Of what is not watched any more nothing can be told.
    void forgetUnless(const std::function<bool(const Subscription &)> &isWatched);
    const std::vector<Subscription> &subscriptions() const { return m_subscriptions; }
    /// Of every lock that is left behind from now on; not of those that are so already.
    void setTellsEveryStale(bool tells);
    /// Somebody waits to be told of something.
    bool isWaiting() const { return !m_subscriptions.empty() || m_knownStale; }
    /// What happened to the locks. That a lock is gone is told from this alone: one that is not watched any more is not
    /// in the model either, and may be held.
    void note(const std::vector<LockEvent> &events);

Q_SIGNALS:
    void due(const QString &text, When when);
    void changed();

private:
    void look();
    void tell(const std::function<bool(const Subscription &)> &isDue);
    bool isDue(const Subscription &subscription) const;
    void lookForStale();
    std::set<std::string> staleNow() const;

    const LockTableModel &m_locks;
    std::vector<Subscription> m_subscriptions;
    std::optional<std::set<std::string>> m_knownStale; ///< absent: not wanted
    QTimer m_timer;                                    ///< a lock that is held for longer and longer changes nothing
};

} // namespace Lockscope::Ui
