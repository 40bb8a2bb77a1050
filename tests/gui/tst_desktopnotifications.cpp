// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"
#include "gui/failonwarnings.h"
#include "support/actor.h"

#include <lockscope/breaker.h>

#include <QAction>
#include <QDBusConnection>
#include <QLineEdit>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <vector>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// A desktop that shows notifications.
class NotificationDaemon : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        QString summary;
        QString body;
        QStringList actions;
    };
    std::vector<Shown> shown; ///< the first has the ID 1

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &summary, const QString &body,
                const QStringList &actions, const QVariantMap &, int)
    {
        shown.push_back({summary, body, actions});
        return static_cast<uint>(shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);
};

/// Notifications reach the desktop by D-Bus, and their buttons reach the window. The bus is a private one.
class tst_DesktopNotifications : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void freedLockIsShownByTheDesktop();
    void clickedNotificationShowsTheLock();
    void brokenLockCanBeRestoredFromTheNotification();
    void awaitedLockHasABell();

private:
    void subscribe(const char *name) const;

    QProcess m_bus;
    std::unique_ptr<NotificationDaemon> m_daemon;
    std::unique_ptr<BreakScene> m_scene;
};

void tst_DesktopNotifications::initTestCase()
{
    const auto program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_bus.start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                          QStringLiteral("--print-address=1")});
    QTRY_VERIFY(m_bus.canReadLine());
    const auto address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    auto desktop = QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("desktop"));
    QVERIFY(desktop.isConnected());
    QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.Notifications")));
}

void tst_DesktopNotifications::init()
{
    failOnWarnings();
    m_daemon = std::make_unique<NotificationDaemon>();
    QVERIFY(QDBusConnection(QStringLiteral("desktop"))
                .registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_daemon.get(),
                                QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    m_scene = std::make_unique<BreakScene>();
}

void tst_DesktopNotifications::cleanup()
{
    m_scene.reset();
    m_daemon.reset();
}

void tst_DesktopNotifications::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    m_bus.terminate();
    m_bus.waitForFinished();
}

void tst_DesktopNotifications::subscribe(const char *name) const
{
    m_scene->window().select(QLatin1String(name));
    m_scene->window().child<QAction>("notifyFree").trigger();
}

void tst_DesktopNotifications::freedLockIsShownByTheDesktop()
{
    Actor holder;
    QCOMPARE(holder.say("flock", m_scene->path("a<b>.lock").toStdString()), "held");
    m_scene->waitFor("a<b>.lock", "Held");
    subscribe("a<b>.lock");
    m_scene->window().window().showMinimized();
    holder.kill(SIGKILL);
    QTRY_COMPARE(m_daemon->shown.size(), 1U);
    QCOMPARE(m_daemon->shown.front().summary, QStringLiteral("a<b>.lock is free."));
    // The body may be markup.
    QVERIFY(m_daemon->shown.front().body.contains(QStringLiteral("a&lt;b&gt;.lock")));
}

void tst_DesktopNotifications::clickedNotificationShowsTheLock()
{
    Actor holder;
    Actor other;
    QCOMPARE(holder.say("flock", m_scene->path("app.lock").toStdString()), "held");
    QCOMPARE(other.say("flock", m_scene->path("other.lock").toStdString()), "held");
    m_scene->waitFor("app.lock", "Held");
    m_scene->waitFor("other.lock", "Held");
    subscribe("app.lock");
    auto &window = m_scene->window();
    window.select(QStringLiteral("other.lock"));
    window.child<QLineEdit>("filterText").setText(QStringLiteral("other"));
    window.window().showMinimized();
    holder.kill(SIGKILL);
    QTRY_COMPARE(m_daemon->shown.size(), 1U);
    // A notification of another program.
    Q_EMIT m_daemon->ActionInvoked(99, QStringLiteral("default"));
    Q_EMIT m_daemon->ActionInvoked(1, QStringLiteral("default"));
    QTRY_COMPARE(window.child<QLineEdit>("lockPath").text(), m_scene->path("app.lock"));
    QVERIFY(!window.window().isMinimized());
}

void tst_DesktopNotifications::brokenLockCanBeRestoredFromTheNotification()
{
    m_scene->makeStale("app.pid");
    m_scene->waitFor("app.pid", "Stale");
    subscribe("app.pid");
    // As lockscopectl does in another process.
    Breaker breaker;
    const auto plans = breaker.plan(m_scene->path("app.pid").toStdString());
    QVERIFY(breaker.execute(plans.front()));
    QTRY_COMPARE(m_daemon->shown.size(), 1U);
    QCOMPARE(m_daemon->shown.front().summary, QStringLiteral("app.pid was broken and is free."));
    QVERIFY(m_daemon->shown.front().actions.contains(QStringLiteral("restore")));
    Q_EMIT m_daemon->ActionInvoked(1, QStringLiteral("restore"));
    QTRY_VERIFY(m_scene->window().dialog("brokenDialog"));
}

void tst_DesktopNotifications::awaitedLockHasABell()
{
    Actor holder;
    QCOMPARE(holder.say("flock", m_scene->path("app.lock").toStdString()), "held");
    m_scene->waitFor("app.lock", "Held");
    auto &window = m_scene->window();
    const auto hasBell = [&] {
        const auto cell = window.table().index(window.rowOf(QStringLiteral("app.lock")), LockTable::LockColumn);
        return !cell.data(Qt::DecorationRole).isNull();
    };
    auto &action = window.child<QAction>("notifyFree");
    QVERIFY(!hasBell());
    subscribe("app.lock");
    QVERIFY(hasBell() && action.isChecked());
    action.trigger();
    QVERIFY(!hasBell() && !action.isChecked());
}

QTEST_MAIN(tst_DesktopNotifications)
#include "tst_desktopnotifications.moc"
