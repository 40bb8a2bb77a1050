// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A window that lists the locks of a directory and watches them: one is acquired without blocking the window, and
// released when it is shown. Events are shown in its title, and in a history.
#include <lockscope/asynclock.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/wording.h>

#include <QApplication>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QTemporaryDir directory;
    QListWidget window;
    Lockscope::AsyncLock lock("zc", directory.filePath("app.lock"));
    Lockscope::LockWatcher watcher;
    QObject::connect(&lock, &Lockscope::AsyncLock::acquired, &watcher,
                     [&] { watcher.watch({.paths = {directory.path().toStdString()}}); });
    QObject::connect(&lock, &Lockscope::AsyncLock::failed, &application, [&](const Lockscope::Failure &failure) {
        qWarning() << failure.message();
        application.exit(EXIT_FAILURE);
    });
    lock.acquireWithin(std::chrono::seconds(5));

    QObject::connect(&watcher, &Lockscope::LockWatcher::updated, &window,
                     [&](const std::vector<Lockscope::LockReport> &reports) {
                         for (const Lockscope::LockReport &report : reports) {
                             window.addItem(report.pathText() + ": " + Lockscope::text(report.verdict));
                             if (report.verdict.state == Lockscope::Verdict::State::Held)
                                 lock.release();
                             if (report.verdict.state == Lockscope::Verdict::State::Free)
                                 application.exit(window.count() >= 2 ? EXIT_SUCCESS : EXIT_FAILURE);
                         }
                     });
    QObject::connect(&watcher, &Lockscope::LockWatcher::eventsOccurred, &window,
                     [&](const std::vector<Lockscope::LockEvent> &events) {
                         for (const Lockscope::LockEvent &event : events)
                             window.setWindowTitle(event.pathText() + ' ' + toWord(event.kind).data());
                     });
    Lockscope::LockHistory::Options options;
    options.file = directory.filePath("history.sqlite").toStdString();
    watcher.setHistory(std::make_shared<Lockscope::LockHistory>(std::move(options)));
    window.show();

    QTimer::singleShot(std::chrono::seconds(30), &application, [&] { application.exit(EXIT_FAILURE); });
    return application.exec();
}
