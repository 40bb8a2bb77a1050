// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <string>

class QDBusConnection;

namespace Lockscope::Ui {

/// Notifications of the desktop, by the D-Bus interface org.freedesktop.Notifications. Unlike messages of a tray icon,
/// they also appear on desktops without a tray, and have buttons.
class DesktopNotifications : public QObject
{
    Q_OBJECT

public:
    enum class Action
    {
        Show,
        Restore,
    };
    struct Message
    {
        QString text;
        QString path;    ///< of the lock, below the text; may be empty
        std::string key; ///< of the lock; may be empty
        bool canBeRestored = false;
    };

    explicit DesktopNotifications(QObject *parent = nullptr);

    /// Does not wait. Emits undelivered() if the desktop does not show it.
    void send(const Message &message);

Q_SIGNALS:
    /// The user clicked a button of a notification, or the notification itself.
    void activated(const std::string &key, Lockscope::Ui::DesktopNotifications::Action action);
    void undelivered(const QString &text);

private Q_SLOTS:
    void noteAction(uint id, const QString &action);
    void noteClosed(uint id);

private:
    QDBusConnection sessionBus();

    bool m_isConnected = false;
    std::map<uint, std::string> m_keys; ///< of the notifications that are shown, by ID
};

} // namespace Lockscope::Ui
