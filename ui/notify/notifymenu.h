// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/notify/notifier.h"

#include <QMenu>

#include <functional>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

/// The notifications that are available for the selected locks. A check mark shows those that were chosen.
class NotifyMenu : public QMenu
{
    Q_OBJECT

public:
    /// `chosen` returns the selected locks.
    using Chosen = std::function<std::vector<Notifier::Subscription>()>;
    NotifyMenu(Notifier &notifier, Chosen chosen, QWidget *parent = nullptr);

private:
    /// Subscribes for the selected locks; if all of them are subscribed already, cancels that.
    void toggle(Notifier::When when);
    void subscribe(Notifier::When when, std::chrono::minutes held = {});
    bool isSubscribed(Notifier::When when) const;
    void showState();
    void askHowLong();

    Notifier &m_notifier;
    Chosen m_chosen;
    std::vector<std::pair<QAction *, Notifier::When>> m_wishes;
    QAction *m_forget;
};

} // namespace Lockscope::Ui
