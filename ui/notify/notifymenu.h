// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/notify/notifier.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace Lockscope::Ui {

/// The notifications that are available for the selected locks.
class NotifyMenu : public QMenu
{
    Q_OBJECT

public:
    /// `chosen` returns the selected locks.
    using Chosen = std::function<std::vector<Notifier::Subscription>()>;
    NotifyMenu(Notifier &notifier, Chosen chosen, QWidget *parent = nullptr);

private:
    void subscription(Notifier::When when, std::chrono::minutes held = {});
    void askHowLong();

    Notifier &m_notifier;
    Chosen m_chosen;
};

} // namespace Lockscope::Ui
