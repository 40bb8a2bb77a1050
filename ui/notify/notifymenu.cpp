// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/notifymenu.h"

#include <QInputDialog>

namespace Lockscope::Ui {

namespace {

constexpr int UsualMinutes = 30;
constexpr int MostMinutes = 60 * 24 * 365;

} // namespace

NotifyMenu::NotifyMenu(Notifier &notifier, Chosen chosen, QWidget *parent)
    : QMenu(tr("&Notify me"), parent)
    , m_notifier(notifier)
    , m_chosen(std::move(chosen))
{
    const auto add = [this](const char *objectName, const QString &text, auto slot) {
        auto *action = addAction(text);
        action->setObjectName(QLatin1String(objectName));
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    const QList needsLocks{
        add("notifyFree", tr("When it is &free"), [this] { subscription(Notifier::When::Free); }),
        add("notifyStale", tr("When it becomes &stale"), [this] { subscription(Notifier::When::Stale); }),
        add("notifyHeld", tr("When it is held for &longer than…"), [this] { askHowLong(); })};
    addSeparator();
    auto *forget = add("notifyForget", tr("&Cancel notifications"), [this] { m_notifier.forgetAll(); });
    connect(this, &QMenu::aboutToShow, this, [this, needsLocks, forget] {
        const bool hasLocks = !m_chosen().empty();
        for (auto *action : needsLocks)
            action->setEnabled(hasLocks);
        forget->setEnabled(!m_notifier.subscriptions().empty());
    });
}

void NotifyMenu::subscription(Notifier::When when, std::chrono::minutes held)
{
    for (auto &subscription : m_chosen()) {
        subscription.when = when;
        subscription.held = held;
        m_notifier.add(std::move(subscription));
    }
}

void NotifyMenu::askHowLong()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setObjectName(QStringLiteral("notifyHowLong"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Notify me"));
    dialog->setLabelText(tr("When it is held for longer than this many minutes:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, MostMinutes);
    dialog->setIntValue(UsualMinutes);
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int minutes) { subscription(Notifier::When::HeldFor, std::chrono::minutes(minutes)); });
    dialog->open();
}

} // namespace Lockscope::Ui
