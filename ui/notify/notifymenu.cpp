// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/notifymenu.h"

#include <QInputDialog>

#include <algorithm>

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
    m_wishes = {
        {add("notifyFree", tr("When it is &free"), [this] { toggle(Notifier::When::Free); }), Notifier::When::Free},
        {add("notifyStale", tr("When it becomes &stale"), [this] { toggle(Notifier::When::Stale); }),
         Notifier::When::Stale},
        {add("notifyHeld", tr("When it is held for &longer than…"),
             [this] { isSubscribed(Notifier::When::HeldFor) ? toggle(Notifier::When::HeldFor) : askHowLong(); }),
         Notifier::When::HeldFor}};
    for (const auto &wish : m_wishes)
        wish.first->setCheckable(true);
    addSeparator();
    m_forget = add("notifyForget", tr("&Cancel notifications"), [this] { m_notifier.forgetAll(); });
    connect(this, &QMenu::aboutToShow, this, &NotifyMenu::showState);
    connect(&m_notifier, &Notifier::changed, this, &NotifyMenu::showState);
}

void NotifyMenu::showState()
{
    const bool hasLocks = !m_chosen().empty();
    for (const auto &[action, when] : m_wishes) {
        action->setEnabled(hasLocks);
        action->setChecked(hasLocks && isSubscribed(when));
    }
    m_forget->setEnabled(!m_notifier.subscriptions().empty());
}

void NotifyMenu::toggle(Notifier::When when)
{
    if (!isSubscribed(when)) {
        subscribe(when);
        return;
    }
    const auto chosen = m_chosen();
    const auto all = m_notifier.subscriptions();
    for (const auto &subscription : all) {
        const bool isChosen =
            std::ranges::any_of(chosen, [&](const Notifier::Subscription &one) { return one.key == subscription.key; });
        if (isChosen && subscription.when == when)
            m_notifier.remove(subscription);
    }
}

bool NotifyMenu::isSubscribed(Notifier::When when) const
{
    const auto &all = m_notifier.subscriptions();
    return std::ranges::all_of(m_chosen(), [&](const Notifier::Subscription &one) {
        return std::ranges::any_of(all, [&](const Notifier::Subscription &subscription) {
            return subscription.key == one.key && subscription.when == when;
        });
    });
}

void NotifyMenu::subscribe(Notifier::When when, std::chrono::minutes held)
{
    for (auto &subscription : m_chosen()) {
        subscription.when = when;
        subscription.held = held;
        m_notifier.add(std::move(subscription));
    }
    showState();
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
            [this](int minutes) { subscribe(Notifier::When::HeldFor, std::chrono::minutes(minutes)); });
    connect(dialog, &QDialog::finished, this, &NotifyMenu::showState);
    dialog->open();
}

} // namespace Lockscope::Ui
