// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/mainwindow.h"
#include "ui/model/locktable.h"
#include "ui/settings/preferences.h"

#include <lockscope/lockwatcher.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>

class QAction;
class QAbstractItemModel;

/// The real window with the real engine, for one test.
class WindowFixture
{
public:
    /// Saved in this settings file; in memory if it is empty.
    explicit WindowFixture(const QString &settingsFile = {});
    ~WindowFixture();

    Lockscope::Ui::MainWindow &window() { return *m_window; }
    Lockscope::Ui::Preferences &preferences() { return m_preferences; }
    Lockscope::LockWatcher &watcher() { return m_watcher; }
    void watch(const std::filesystem::path &path);
    /// Shows and activates the window; false if it is not active in time.
    bool show();

    /// The widget or action with this name, which must exist.
    template <typename T>
    T &child(const char *name) const
    {
        return childOf<T>(*m_window, name);
    }
    template <typename T>
    static T &childOf(const QObject &parent, const char *name)
    {
        auto *found = parent.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }
    QString text(const char *label) const;
    /// The open dialog with this name; null if there is none.
    QWidget *dialog(const char *name) const;

    QAbstractItemModel &table() const;
    int rows() const;
    /// Of the first row with this lock; -1 if there is none.
    int rowOf(const QString &lock) const;
    QString cell(const QString &lock, Lockscope::Ui::LockTable::Column column) const;
    void select(const QString &lock) const;

private:
    Lockscope::Ui::Preferences m_preferences;
    Lockscope::LockWatcher m_watcher;
    std::unique_ptr<Lockscope::Ui::MainWindow> m_window;
};
