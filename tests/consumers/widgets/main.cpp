// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A window that lists the locks of a folder and follows them: one is held before it starts, and released when it is
// shown.
#include <lockscope/lockwatcher.h>
#include <lockscope/zclockfile.h>

#include <QApplication>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTimer>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    Lockscope::ZcLockFile lock(folder.filePath("app.lock").toStdString());
    lock.acquire().value();

    QListWidget window;
    Lockscope::LockWatcher watcher;
    QObject::connect(&watcher, &Lockscope::LockWatcher::updated, &window,
                     [&](const std::vector<Lockscope::LockReport> &reports) {
                         for (const Lockscope::LockReport &report : reports) {
                             window.addItem(report.pathText() + ": " + report.verdict.summary);
                             if (report.verdict.state == Lockscope::Verdict::State::Held)
                                 lock.unlock();
                             if (report.verdict.state == Lockscope::Verdict::State::Free)
                                 application.exit(window.count() >= 2 ? EXIT_SUCCESS : EXIT_FAILURE);
                         }
                     });
    watcher.watch({.paths = {folder.path().toStdString()}});
    window.show();

    QTimer::singleShot(std::chrono::seconds(30), &application, [&] { application.exit(EXIT_FAILURE); });
    return application.exec();
}
