// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
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
    struct Wish
    {
        std::string key; ///< of the lock
        QString name;
        When when = When::Free;
        std::chrono::minutes held{0}; ///< for HeldFor

        bool operator==(const Wish &) const = default;
    };

    /// The model must outlive it.
    explicit Notifier(const LockTableModel &locks, QObject *parent = nullptr);

    void add(Wish wish);
    void forgetAll();
    const std::vector<Wish> &wishes() const { return m_wishes; }
    /// Of every lock that is left behind from now on; not of those that are so already.
    void setTellsEveryStale(bool tells);

Q_SIGNALS:
    void due(const QString &text);
    void changed();

private:
    void look();
    bool isDue(const Wish &wish) const;
    void lookForStale();
    std::set<std::string> staleNow() const;

    const LockTableModel &m_locks;
    std::vector<Wish> m_wishes;
    std::optional<std::set<std::string>> m_knownStale; ///< absent: not wanted
    QTimer m_timer;                                    ///< a lock that is held for longer and longer changes nothing
};

} // namespace Lockscope::Ui
