// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"
#include "ui/mainwindow.h"
#include "ui/settings/preferences.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The whole chain: another process, the kernel, the engine, the window.
class tst_LiveWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void holderIsNamedAndItsExitIsShownWithinASecond();
    void newLockFileAppearsAutomatically();
    void hiddenWindowIsIdleAndUpdatesWhenShown();
    void startWithoutPathsShowsThisHost();

private:
    static QString cell(MainWindow &window, const QString &lock, LockTable::Column column)
    {
        const auto &model = *window.findChild<LockTableView *>()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, LockTable::LockColumn).data().toString() == lock)
                return model.index(row, column).data().toString();
        }
        return {};
    }
};

void tst_LiveWindow::holderIsNamedAndItsExitIsShownWithinASecond()
{
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.filePath(QStringLiteral("app.lock")).toStdString());
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held");

    LockWatcher watcher;
    Preferences preferences;
    MainWindow window(watcher, preferences);
    window.sources().watchOnly({folder.path().toStdString()});
    window.show();
    const auto lock = QStringLiteral("app.lock");
    QTRY_COMPARE(cell(window, lock, LockTable::VerdictColumn), QStringLiteral("Held"));
    QVERIFY(cell(window, lock, LockTable::HolderColumn).contains(QStringLiteral("(%1)").arg(actor.pid())));
    window.findChild<LockTableView *>()->selectRow(0);
    const auto *summary = window.findChild<QLabel *>(QStringLiteral("verdictSummary"));
    QVERIFY2(summary->text().contains(QString::number(actor.pid())), qPrintable(summary->text()));

    actor.kill(SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(cell(window, lock, LockTable::VerdictColumn), QStringLiteral("Free"), 30000);
    QVERIFY(cell(window, lock, LockTable::HolderColumn).isEmpty());
    QVERIFY(!summary->text().contains(QString::number(actor.pid())));
}

void tst_LiveWindow::newLockFileAppearsAutomatically()
{
    const QTemporaryDir folder;
    LockWatcher watcher;
    Preferences preferences;
    MainWindow window(watcher, preferences);
    window.sources().watchOnly({folder.path().toStdString()});
    window.show();
    const auto *title = window.findChild<QLabel *>(QStringLiteral("locksEmptyTitle"));
    QTRY_COMPARE(title->text(), QStringLiteral("No locks found"));
    QFile file(folder.filePath(QStringLiteral("new.lock")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QTRY_VERIFY(!cell(window, QStringLiteral("new.lock"), LockTable::VerdictColumn).isEmpty());
    QVERIFY(file.remove());
    QTRY_VERIFY(cell(window, QStringLiteral("new.lock"), LockTable::VerdictColumn).isEmpty());
}

void tst_LiveWindow::hiddenWindowIsIdleAndUpdatesWhenShown()
{
    const QTemporaryDir folder;
    LockWatcher watcher;
    Preferences preferences;
    MainWindow window(watcher, preferences);
    window.sources().watchOnly({folder.path().toStdString()});
    window.show();
    const auto *title = window.findChild<QLabel *>(QStringLiteral("locksEmptyTitle"));
    QTRY_COMPARE(title->text(), QStringLiteral("No locks found"));
    window.hide();

    const auto lock = QStringLiteral("new.lock");
    QFile file(folder.filePath(lock));
    QVERIFY(file.open(QIODevice::WriteOnly));
    // As soon as another window has shown it, this one would have too.
    LockWatcher awake;
    MainWindow other(awake, preferences);
    other.sources().watchOnly({folder.path().toStdString()});
    other.show();
    QTRY_VERIFY(!cell(other, lock, LockTable::VerdictColumn).isEmpty());
    QVERIFY(cell(window, lock, LockTable::VerdictColumn).isEmpty());

    window.show();
    QTRY_VERIFY(!cell(window, lock, LockTable::VerdictColumn).isEmpty());
}

void tst_LiveWindow::startWithoutPathsShowsThisHost()
{
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.filePath(QStringLiteral("elsewhere.lock")).toStdString());
    Actor actor;
    QCOMPARE(actor.say("flock", path), "held");
    LockWatcher watcher;
    Preferences preferences;
    MainWindow window(watcher, preferences);
    window.sources().watchThisHost();
    window.show();
    QTRY_COMPARE(cell(window, QStringLiteral("elsewhere.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    const auto *places = window.findChild<QLabel *>(QStringLiteral("statusPlaces"));
    QVERIFY(places->text().startsWith(QStringLiteral("Watching kernel locks")));
}

QTEST_MAIN(tst_LiveWindow)
#include "tst_livewindow.moc"
