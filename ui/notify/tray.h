// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

namespace Lockscope::Ui {

class Notifier;

/// The icon in the tray, if the desktop has one: it appears with the first subscription or held lock. Shows messages if
/// the desktop has no notifications of its own.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const Notifier &notifier, QObject *parent = nullptr);

    /// Keeps the icon even without a subscription.
    void setAlwaysThere(bool always);
    /// Shows the icon while this window holds locks; the text is its tooltip. An empty text ends it.
    void setHolding(const QString &text);
    void show(const QString &text);
    /// The menu of the icon.
    QMenu &menu() { return m_menu; }

Q_SIGNALS:
    /// The icon or a message was clicked.
    void clicked();

private:
    void showOrHide();
    QString toolTip() const;

    const Notifier &m_notifier;
    bool m_isAlwaysThere = false;
    QString m_holding;
    QMenu m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace Lockscope::Ui
