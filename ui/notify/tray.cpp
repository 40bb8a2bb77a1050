// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/tray.h"

#include "ui/notify/notifier.h"
#include "ui/widgets/glyph.h"

namespace Lockscope::Ui {

Tray::Tray(const Notifier &notifier, QObject *parent)
    : QObject(parent)
    , m_notifier(notifier)
{
    connect(&notifier, &Notifier::changed, this, &Tray::showOrHide);
}

void Tray::setAlwaysThere(bool always)
{
    m_isAlwaysThere = always;
    showOrHide();
}

void Tray::setHolding(const QString &text)
{
    m_holding = text;
    showOrHide();
}

void Tray::showOrHide()
{
    const bool isWanted = m_isAlwaysThere || !m_holding.isEmpty() || !m_notifier.subscriptions().empty();
    if (m_icon)
        m_icon->setToolTip(toolTip());
    if (!isWanted || !QSystemTrayIcon::isSystemTrayAvailable())
        return; // hiding the icon would also hide a message that is still shown
    if (!m_icon) {
        m_icon = std::make_unique<QSystemTrayIcon>(glyphIcon(Glyph::Application));
        m_icon->setContextMenu(&m_menu);
        m_icon->setToolTip(toolTip());
        connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
            if (reason != QSystemTrayIcon::Context) // which opens the menu
                Q_EMIT clicked();
        });
        connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &Tray::clicked);
    }
    m_icon->show();
}

QString Tray::toolTip() const
{
    if (!m_holding.isEmpty())
        return m_holding;
    return m_isAlwaysThere || !m_notifier.subscriptions().empty() ? tr("Lockscope is waiting for a lock")
                                                                  : tr("Lockscope");
}

void Tray::show(const QString &text)
{
    if (m_icon)
        m_icon->showMessage(tr("Lockscope"), text, glyphIcon(Glyph::Application));
}

} // namespace Lockscope::Ui
