// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/notify/notifier.h"

#include <QMenu>

#include <functional>
#include <vector>

namespace Lockscope::Ui {

/// What the user can be told of the selected locks.
class NotifyMenu : public QMenu
{
    Q_OBJECT

public:
    /// `chosen` gives key and name of the selected locks.
    using Chosen = std::function<std::vector<Notifier::Subscription>()>;
    NotifyMenu(Notifier &notifier, Chosen chosen, QWidget *parent = nullptr);

private:
    void subscription(Notifier::When when, std::chrono::minutes held = {});
    void askHowLong();

    Notifier &m_notifier;
    Chosen m_chosen;
};

} // namespace Lockscope::Ui
