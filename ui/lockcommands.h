// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/notify/notifier.h"
#include "ui/readcommands.h"

#include <lockscope/lockreport.h>

#include <QObject>

#include <vector>

class QWidget;

namespace Lockscope::Ui {

class BreakController;
class HeldLocks;
class LockTableModel;
class LocksPage;
class RemoteQuestions;
class RemoteWatcher;
struct WindowActions;

/// What the actions of the window do with the selected locks. Everything must outlive it.
class LockCommands : public QObject
{
    Q_OBJECT

public:
    /// What asks other hosts, and what knows how they answer.
    struct Hosts
    {
        RemoteQuestions &questions;
        const RemoteWatcher &watcher;
    };
    LockCommands(const WindowActions &actions, const LockTableModel &locks, LocksPage &page, BreakController &desk,
                 HeldLocks &held, const Hosts &hosts, QWidget &window);

    /// Enables the actions that apply to the selection.
    void showState();
    /// The selected locks, for a notification.
    std::vector<Notifier::Subscription> subscriptions() const;
    /// Asks for a signal to the holders of this lock.
    void askToSignal(const LockReport &report);

private:
    void askToBreak();
    QString breakRefusal(const LockReport &report) const;
    void release();
    void openFolder();

    const WindowActions &m_actions;
    const LockTableModel &m_locks;
    LocksPage &m_page;
    BreakController &m_desk;
    HeldLocks &m_held;
    Hosts m_hosts;
    QString m_breakToolTip;
    QWidget &m_window;
    ReadCommands m_reading;
};

} // namespace Lockscope::Ui
