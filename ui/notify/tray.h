// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

namespace Lockscope::Ui {

class Notifier;

/// Shows what the notifier tells on the desktop, where that can. Its sign appears when something is first waited for.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const Notifier &notifier, QObject *parent = nullptr);

    /// There also while no single lock is waited for.
    void setAlwaysThere(bool always);

Q_SIGNALS:
    /// The sign or a message was clicked.
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
