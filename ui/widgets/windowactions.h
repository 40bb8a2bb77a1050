// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QList>

class QMainWindow;
class QMenu;
class QMenuBar;
class QToolBar;

namespace Lockscope::Ui {

/// The actions of the window: texts, icons and shortcuts in one place. The window connects them.
struct WindowActions
{
    explicit WindowActions(QMainWindow &window);

    QAction *addFile;
    QAction *addFolder;
    QAction *addHost;
    QAction *addEtcd;
    QAction *pastePath;
    QAction *thisHost;
    QAction *takeLock;
    QAction *releaseLock;
    QAction *breakLock;
    QAction *signalHolder;
    QAction *askHost;
    QAction *undoBreak;
    QAction *showBroken;
    QAction *explainFormat;
    QAction *describeFormat;
    QAction *saveCapture;
    QAction *openCapture;
    QAction *settings;
    QAction *quit;

    QAction *copyPath;
    QAction *copyReport;
    QAction *copyReportJson;
    QAction *openContainingFolder;
    QAction *sameHolder;
    QAction *filterIn;
    QAction *filterOut;
    QAction *showInTimeline;
    QAction *find;
    QAction *ask;

    QAction *refresh;
    QAction *showSources;
    QAction *showDetails;
    QAction *clearFilter;
    QAction *showLocks;
    QAction *showWaiting;
    QAction *showTimeline;
    QAction *showEvents;

    QAction *manual;
    QAction *shortcuts;
    QAction *about;
};

/// Adds the actions and the filter categories to the menus.
struct WindowMenus
{
    QMenu *savedFilters;
    QMenu *columns;
    QMenu *notify;
    QMenu *groups;
};
void fillMenus(QMenuBar &menus, const WindowActions &actions, const QList<QAction *> &filterActions,
               const WindowMenus &parts);
/// For the context menu of the table: those that change nothing, and all.
QList<QAction *> readingActions(const WindowActions &actions, QObject *parent);
QList<QAction *> tableActions(const WindowActions &actions, QObject *parent);
void fillToolBar(QToolBar &bar, const WindowActions &actions);

} // namespace Lockscope::Ui
