// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A window that lists the locks of a directory and watches them: one is acquired without blocking the window, and
// released when it is shown. Events are shown in its title, and in a history. Then an editor opens a document that
// another object has locked, and waits until it is free.
#include "editor.h"

#include <lockscope/asynclock.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/wording.h>

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
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
    if (const int status = application.exec(); status != EXIT_SUCCESS)
        return status;

    const std::filesystem::path document = directory.filePath("report.odt").toStdString();
    Lockscope::DocumentLock other(document);
    if (const auto acquired = other.acquire(); !acquired) {
        qWarning() << acquired.error();
        return EXIT_FAILURE;
    }
    Editor editor(document);
    QObject::connect(&editor, &Editor::asks, &application, [&](Lockscope::LockedByDialog *dialog) {
        dialog->findChild<QPushButton *>("lockedByWait")->click();
        if (!other.release())
            application.exit(EXIT_FAILURE);
    });
    QObject::connect(&editor, &Editor::opened, &application,
                     [&](bool forEditing) { application.exit(forEditing ? EXIT_SUCCESS : EXIT_FAILURE); });
    QObject::connect(&editor, &Editor::failed, &application, [&](const QString &message) {
        qWarning() << message;
        application.exit(EXIT_FAILURE);
    });
    QTimer::singleShot(std::chrono::seconds(30), &application, [&] { application.exit(EXIT_FAILURE); });
    editor.openForEditing();
    return application.exec();
}
