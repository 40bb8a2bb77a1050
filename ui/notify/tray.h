// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

namespace Lockscope::Ui {

class Notifier;

/// Shows notifications on the desktop if it supports them. The tray icon appears with the first subscription.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const Notifier &notifier, QObject *parent = nullptr);

    /// Keeps the icon even without a subscription.
    void setAlwaysThere(bool always);

Q_SIGNALS:
    /// The icon or a message was clicked.
    void clicked();

private:
    void showOrHide();
    static QString toolTip(bool isWaiting);
    void tell(const QString &text);

    const Notifier &m_notifier;
    bool m_isAlwaysThere = false;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace Lockscope::Ui
