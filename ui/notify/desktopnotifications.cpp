// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/notify/desktopnotifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStringList>
#include <QVariantMap>

#include <chrono>

namespace Lockscope::Ui {

namespace {

constexpr std::chrono::milliseconds Patience{5000};
constexpr int UsualTime = -1; ///< as long as the desktop shows notifications

/// Also the name of the interface.
constexpr QLatin1String Service("org.freedesktop.Notifications");
constexpr QLatin1String Path("/org/freedesktop/Notifications");

/// A click on the notification itself.
constexpr QLatin1String Default("default");
constexpr QLatin1String Restore("restore");

} // namespace

DesktopNotifications::DesktopNotifications(QObject *parent)
    : QObject(parent)
{}

void DesktopNotifications::send(const Message &message)
{
    auto bus = sessionBus();
    if (!bus.isConnected()) {
        Q_EMIT undelivered(message.text);
        return;
    }
    QStringList actions{Default, tr("Show")};
    // Some desktops show no button for the default action.
    actions += {QStringLiteral("show"), tr("Show")};
    if (message.canBeRestored)
        actions += {Restore, tr("Restore…")};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("lockscope")}};
    auto call = QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("Notify"));
    // The summary is plain text; the body may be markup, so that a file name could show anything.
    call << QStringLiteral("Lockscope") << 0U << QStringLiteral("lockscope") << message.text
         << message.path.toHtmlEscaped() << actions << hints << UsualTime;
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(call, static_cast<int>(Patience.count())), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, message, answer] {
        answer->deleteLater();
        const QDBusPendingReply<uint> id = *answer;
        if (id.isError())
            Q_EMIT undelivered(message.text);
        else
            m_keys[id.value()] = message.key;
    });
}

/// Only if the session has a bus: the D-Bus library would start one otherwise.
QDBusConnection DesktopNotifications::sessionBus()
{
    const auto name = QStringLiteral("lockscope-notifications");
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return QDBusConnection(name);
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
    if (bus.isConnected() && !m_isConnected) {
        m_isConnected = true;
        bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(noteAction(uint, QString)));
        bus.connect(Service, Path, Service, QStringLiteral("NotificationClosed"), this, SLOT(noteClosed(uint)));
    }
    return bus;
}

void DesktopNotifications::noteAction(uint id, const QString &action)
{
    // Every program on the bus receives the signal.
    const auto known = m_keys.find(id);
    if (known == m_keys.end())
        return;
    const auto key = known->second;
    Q_EMIT activated(key, action == Restore ? Action::Restore : Action::Show);
}

void DesktopNotifications::noteClosed(uint id)
{
    m_keys.erase(id);
}

} // namespace Lockscope::Ui
